#include "base/utf8.hpp"

#include <cstddef>
#include <cstdint>

namespace ringback {
namespace {

struct Lead {
  std::size_t length = 0;  // of the sequence; 0: no lead byte
  std::uint32_t bits = 0;
  std::uint32_t least = 0;  // code points below have a shorter form
};

Lead lead_of(unsigned char byte) {
  if (byte < 0x80) return {1, byte, 0};
  if (byte >> 5 == 0x6) return {2, byte & 0x1fU, 0x80};
  if (byte >> 4 == 0xe) return {3, byte & 0x0fU, 0x800};
  if (byte >> 3 == 0x1e) return {4, byte & 0x07U, 0x10000};
  return {};
}

// Bytes of the well-formed character that `text` starts with, or 0.
std::size_t character_length(std::string_view text) {
  const Lead lead = lead_of(static_cast<unsigned char>(text.front()));
  if (lead.length == 0 || lead.length > text.size()) return 0;
  std::uint32_t code = lead.bits;
  for (const unsigned char byte : text.substr(1, lead.length - 1)) {
    if (byte >> 6 != 2) return 0;
    code = code << 6 | (byte & 0x3fU);
  }
  const bool surrogate = code >= 0xd800 && code <= 0xdfff;
  return code < lead.least || code > 0x10ffff || surrogate ? 0 : lead.length;
}

}  // namespace

std::string repair_utf8(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  while (!text.empty()) {
    const std::size_t length = character_length(text);
    if (length == 0) {
      out += "\xef\xbf\xbd";
      text.remove_prefix(1);
    } else {
      out += text.substr(0, length);
      text.remove_prefix(length);
    }
  }
  return out;
}

}  // namespace ringback
