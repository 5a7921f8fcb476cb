#include "speech/ssml.hpp"

#include <cmath>
#include <string_view>

namespace ringback::speech {
namespace {

void append_text(std::string& out, std::string_view text) {
  for (const char c : text) {
    switch (c) {
      case '<':
        out += "&lt;";
        break;
      case '>':
        out += "&gt;";
        break;
      case '&':
        out += "&amp;";
        break;
      case '[':
      case ']':
        out += ' ';
        break;
      default:
        out += c;
    }
  }
}

std::string prosody(const Prosody& prosody) {
  const std::string pitch = (prosody.pitch < 0 ? "" : "+") + std::to_string(prosody.pitch);
  // espeak-ng understands a share of its own volume, but no decibels.
  const auto volume = std::lround(100 * std::pow(10, prosody.volume / 20.0));
  return "<prosody rate=\"" + std::to_string(prosody.rate) + "%\" pitch=\"" + pitch + "%\" volume=\"" +
         std::to_string(volume) + "\">";
}

}  // namespace

std::string to_ssml(const std::vector<Piece>& pieces) {
  std::string out = "<speak>";
  for (const Piece& piece : pieces) {
    if (piece.prosody == Prosody()) {
      append_text(out, piece.text);
    } else {
      out += prosody(piece.prosody);
      append_text(out, piece.text);
      out += "</prosody>";
    }
    if (piece.pause.count() > 0) out += "<break time=\"" + std::to_string(piece.pause.count()) + "ms\"/>";
  }
  return out + "</speak>";
}

}  // namespace ringback::speech
