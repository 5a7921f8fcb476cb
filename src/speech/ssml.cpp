#include "speech/ssml.hpp"

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

}  // namespace

std::string to_ssml(const std::vector<Piece>& pieces) {
  std::string out = "<speak>";
  for (const Piece& piece : pieces) {
    append_text(out, piece.text);
    if (piece.pause.count() > 0) out += "<break time=\"" + std::to_string(piece.pause.count()) + "ms\"/>";
  }
  return out + "</speak>";
}

}  // namespace ringback::speech
