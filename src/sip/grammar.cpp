#include "sip/grammar.hpp"

#include <algorithm>

namespace ringback::sip {
namespace {

bool token_character(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
         std::string_view("-.!%*_+`'~").find(c) != std::string_view::npos;
}

// Knows, character by character, whether it is inside quotes or brackets.
class Nesting {
 public:
  // True if `c` is outside of both.
  bool outside(char c) {
    if (escaped_) {
      escaped_ = false;
    } else if (quoted_) {
      escaped_ = c == '\\';
      quoted_ = c != '"';
    } else if (c == '"') {
      quoted_ = true;
    } else if (bracketed_) {
      bracketed_ = c != '>';
    } else {
      bracketed_ = c == '<';
      return true;
    }
    return false;
  }

 private:
  bool escaped_ = false;
  bool quoted_ = false;
  bool bracketed_ = false;
};

}  // namespace

bool is_token(std::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), token_character);
}

std::size_t find_outside(std::string_view text, char wanted) {
  Nesting nesting;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (nesting.outside(text[i]) && text[i] == wanted) return i;
  }
  return std::string_view::npos;
}

std::vector<std::string_view> split_outside(std::string_view text, char separator) {
  std::vector<std::string_view> parts;
  Nesting nesting;
  std::size_t start = 0;
  const auto take = [&](std::size_t end) {
    const auto part = trim(text.substr(start, end - start));
    if (!part.empty()) parts.push_back(part);
    start = end + 1;
  };
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (nesting.outside(text[i]) && text[i] == separator) take(i);
  }
  if (start <= text.size()) take(text.size());
  return parts;
}

std::string unquote(std::string_view text) {
  text = trim(text);
  if (text.size() < 2 || text.front() != '"' || text.back() != '"') return std::string(text);
  std::string out;
  for (std::size_t i = 1; i + 1 < text.size(); ++i) {
    if (text[i] == '\\' && i + 2 < text.size()) ++i;
    out += text[i];
  }
  return out;
}

std::string quote(std::string_view text) {
  std::string out = "\"";
  for (const char c : text) {
    if (static_cast<unsigned char>(c) < 0x20 || c == 0x7f) continue;
    if (c == '"' || c == '\\') out += '\\';
    out += c;
  }
  return out + '"';
}

Parameters parse_parameters(std::string_view text) {
  Parameters out;
  for (const auto part : split_outside(text, ';')) {
    const auto equals = part.find('=');
    const auto name = trim(part.substr(0, equals));
    const auto value = equals == std::string_view::npos ? std::string_view{} : part.substr(equals + 1);
    out.emplace_back(lower(name), unquote(value));
  }
  return out;
}

}  // namespace ringback::sip
