#include "kit/xml_text.hpp"

#include <cstdint>

namespace ringback::kit {
namespace {

constexpr std::string_view replacement_character = "\xEF\xBF\xBD";

// Continuation bytes that a lead byte announces (RFC 3629 section 3), or -1.
int continuation_bytes(unsigned char lead) {
  if (lead < 0x80) return 0;
  if (lead >= 0xC2 && lead < 0xE0) return 1;
  if (lead >= 0xE0 && lead < 0xF0) return 2;
  if (lead >= 0xF0 && lead < 0xF5) return 3;
  return -1;
}

// The bytes of the character at the start of `text`, or 0 if there is none that XML allows.
std::size_t character_length(std::string_view text) {
  const auto lead = static_cast<unsigned char>(text[0]);
  const int more = continuation_bytes(lead);
  if (more < 0 || text.size() <= static_cast<std::size_t>(more)) return 0;

  constexpr std::uint32_t smallest_code[] = {0, 0x80, 0x800, 0x10000};
  std::uint32_t code = more == 0 ? lead : lead & (0x3F >> more);
  for (int i = 1; i <= more; ++i) {
    const auto byte = static_cast<unsigned char>(text[i]);
    if ((byte & 0xC0) != 0x80) return 0;
    code = code << 6 | (byte & 0x3F);
  }
  const bool control = code < 0x20 && code != '\t' && code != '\n' && code != '\r';
  const bool surrogate = code >= 0xD800 && code < 0xE000;
  if (control || surrogate || code == 0xFFFE || code == 0xFFFF || code > 0x10FFFF || code < smallest_code[more])
    return 0;
  return more + 1;
}

// XML folds bare white space in attributes into blanks, and every CR into LF (sections 2.11 and 3.3.3).
std::string_view escape(char c) {
  switch (c) {
    case '&':
      return "&amp;";
    case '<':
      return "&lt;";
    case '>':
      return "&gt;";
    case '"':
      return "&quot;";
    case '\t':
      return "&#9;";
    case '\n':
      return "&#10;";
    case '\r':
      return "&#13;";
    default:
      return {};
  }
}

}  // namespace

void append_escaped(std::string& xml, std::string_view text) {
  while (!text.empty()) {
    const auto length = character_length(text);
    if (length == 0) {
      xml += replacement_character;
    } else if (const auto escaped = escape(text[0]); !escaped.empty()) {
      xml += escaped;
    } else {
      xml += text.substr(0, length);
    }
    text.remove_prefix(length == 0 ? 1 : length);
  }
}

}  // namespace ringback::kit
