#include "sip/random_number.hpp"

#include <charconv>

#include "base/sid.hpp"

namespace ringback::sip {

using std::chrono::milliseconds;

std::uint32_t random_below(std::uint32_t bound) {
  std::uint64_t number = 0;
  const std::string hex = random_hex(7);
  std::from_chars(hex.data(), hex.data() + hex.size(), number, 16);
  return static_cast<std::uint32_t>(number % bound);
}

Duration random_between(Duration least, Duration most) {
  constexpr milliseconds unit{10};
  const auto steps = static_cast<std::uint32_t>((most - least) / unit);
  return least + random_below(steps + 1) * unit;
}

}  // namespace ringback::sip
