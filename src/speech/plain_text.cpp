#include "speech/plain_text.hpp"

#include <algorithm>
#include <array>
#include <cctype>
#include <cstdint>
#include <utility>

#include "base/text.hpp"

namespace ringback::speech {
namespace {

constexpr char32_t malformed = 0xFFFD;

// U+00C0 to U+017F without their accents, one or two letters each.
constexpr std::array<std::string_view, 192> latin = {
    "A", "A", "A",  "A",  "A", "A", "AE", "C", "E", "E", "E", "E", "I", "I", "I",  "I",   // U+00C0
    "D", "N", "O",  "O",  "O", "O", "O",  " ", "O", "U", "U", "U", "U", "Y", "Th", "ss",  // U+00D0
    "a", "a", "a",  "a",  "a", "a", "ae", "c", "e", "e", "e", "e", "i", "i", "i",  "i",   // U+00E0
    "d", "n", "o",  "o",  "o", "o", "o",  " ", "o", "u", "u", "u", "u", "y", "th", "y",   // U+00F0
    "A", "a", "A",  "a",  "A", "a", "C",  "c", "C", "c", "C", "c", "C", "c", "D",  "d",   // U+0100
    "D", "d", "E",  "e",  "E", "e", "E",  "e", "E", "e", "E", "e", "G", "g", "G",  "g",   // U+0110
    "G", "g", "G",  "g",  "H", "h", "H",  "h", "I", "i", "I", "i", "I", "i", "I",  "i",   // U+0120
    "I", "i", "IJ", "ij", "J", "j", "K",  "k", "k", "L", "l", "L", "l", "L", "l",  "L",   // U+0130
    "l", "L", "l",  "N",  "n", "N", "n",  "N", "n", "n", "N", "n", "O", "o", "O",  "o",   // U+0140
    "O", "o", "OE", "oe", "R", "r", "R",  "r", "R", "r", "S", "s", "S", "s", "S",  "s",   // U+0150
    "S", "s", "T",  "t",  "T", "t", "T",  "t", "U", "u", "U", "u", "U", "u", "U",  "u",   // U+0160
    "U", "u", "U",  "u",  "W", "w", "Y",  "y", "Y", "Z", "z", "Z", "z", "Z", "z",  "s",   // U+0170
};

constexpr std::array<std::pair<char32_t, std::string_view>, 14> marks = {{
    {0x00A3, " pounds "},
    {0x00A5, " yen "},
    {0x00B0, " degrees "},
    {0x2013, " - "},
    {0x2014, " - "},
    {0x2018, "'"},
    {0x2019, "'"},
    {0x201C, "\""},
    {0x201D, "\""},
    {0x2026, "..."},
    {0x20AC, " euros "},
    {0x3001, ", "},
    {0x3002, ". "},
    {0xFF01, "! "},
}};

// Takes one code point off the front (RFC 3629); a malformed byte is taken alone.
char32_t next_code_point(std::string_view& text) {
  const auto lead = static_cast<std::uint8_t>(text.front());
  const std::size_t length = lead < 0x80   ? 1
                             : lead < 0xC2 ? 0
                             : lead < 0xE0 ? 2
                             : lead < 0xF0 ? 3
                             : lead < 0xF5 ? 4
                                           : 0;
  char32_t point = length < 2 ? lead : lead & (0x7FU >> length);
  bool good = length > 0 && text.size() >= length;
  for (std::size_t i = 1; good && i < length; ++i) {
    const auto byte = static_cast<std::uint8_t>(text[i]);
    good = (byte & 0xC0U) == 0x80;
    point = (point << 6) | (byte & 0x3FU);
  }
  text.remove_prefix(good ? length : 1);
  return good ? point : malformed;
}

std::string_view spelling(char32_t point) {
  if (point >= 0xC0 && point < 0xC0 + latin.size()) return latin.at(point - 0xC0);
  for (const auto& [mark, plain] : marks) {
    if (mark == point) return plain;
  }
  return " ";
}

bool ends_sentence(std::string_view text, std::size_t at) {
  const char mark = text[at];
  return (mark == '.' || mark == '!' || mark == '?') && at + 1 < text.size() && text[at + 1] == ' ';
}

// Where the first part of `text` ends.
std::size_t first_part(std::string_view text, std::size_t max_bytes) {
  const std::size_t most = std::min(text.size(), max_bytes);
  for (std::size_t i = 0; i < most; ++i) {
    if (ends_sentence(text, i)) return i + 1;
  }
  if (most == text.size()) return most;
  const auto blank = text.rfind(' ', most);
  return blank == std::string_view::npos || blank == 0 ? most : blank;
}

}  // namespace

std::string to_readable(std::string_view utf8) {
  std::string out;
  while (!utf8.empty()) {
    const char32_t point = next_code_point(utf8);
    if (point >= 0x20 && point < 0x7F) {
      out += static_cast<char>(point);
    } else {
      out += spelling(point);
    }
  }
  return out;
}

bool is_sayable(std::string_view readable) {
  return std::any_of(readable.begin(), readable.end(), [](unsigned char c) { return std::isalnum(c) != 0; });
}

std::vector<std::string> split_sentences(std::string_view readable, std::size_t max_bytes) {
  std::vector<std::string> out;
  for (readable = trim(readable); !readable.empty(); readable = trim(readable)) {
    const auto end = first_part(readable, max_bytes);
    out.emplace_back(readable.substr(0, end));
    readable.remove_prefix(end);
  }
  return out;
}

}  // namespace ringback::speech
