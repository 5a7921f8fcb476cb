#include "twiml/verb/digits.hpp"

#include <algorithm>

namespace ringback::twiml {
namespace {

using std::chrono::milliseconds;

constexpr std::string_view allowed_digits = "0123456789ABCD#*wW";
// How long the session takes to send one.
constexpr milliseconds a_digit{260};
constexpr milliseconds a_wait{500};

}  // namespace

std::optional<std::string> parse_digits(std::string_view given) {
  if (given.find_first_not_of(allowed_digits) != std::string_view::npos) return std::nullopt;
  std::string out;
  for (const char digit : given) out += digit == 'W' ? "ww" : std::string(1, digit);
  return out;
}

milliseconds length_of_digits(std::string_view digits) {
  const auto waits = std::count(digits.begin(), digits.end(), 'w');
  return waits * a_wait + (static_cast<std::ptrdiff_t>(digits.size()) - waits) * a_digit;
}

}  // namespace ringback::twiml
