#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <vector>

namespace ringback::speech {

// Telephone sound at twice its rate, for engines that know nothing slower than 16 kHz: between two samples comes what a
// low-pass of the lower half of the new band makes of their neighbours.
class Doubler {
 public:
  std::vector<std::int16_t> hear(std::span<const std::int16_t> sound);

 private:
  static constexpr std::size_t neighbours = 16;  // of a new sample, half on each side

  std::array<double, neighbours> last_{};
};

}  // namespace ringback::speech
