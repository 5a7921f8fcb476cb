#pragma once

#include <charconv>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/text.hpp"

// Pieces of RFC 3261 section 25 that several headers share.
namespace ringback::sip {

// One or more characters of the `token` rule.
bool is_token(std::string_view text);

// The first `wanted` that is neither inside a quoted string nor inside angle brackets; npos if there is none.
std::size_t find_outside(std::string_view text, char wanted);
// Parts between separators that are outside quotes and brackets, trimmed. Empty parts are left out.
std::vector<std::string_view> split_outside(std::string_view text, char separator);

// The content of a quoted string with its escapes undone; other text as it is.
std::string unquote(std::string_view text);
// As a quoted string. Control characters are dropped.
std::string quote(std::string_view text);

// `a=1;b;c="x"`, names in lower case, values unquoted.
Parameters parse_parameters(std::string_view text);

// Decimal digits alone, within the range of the type.
template <class Number>
std::optional<Number> parse_number(std::string_view text) {
  Number number{};
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (text.empty() || text.front() == '-' || error != std::errc{} || end != text.data() + text.size()) {
    return std::nullopt;
  }
  return number;
}

}  // namespace ringback::sip
