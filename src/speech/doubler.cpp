#include "speech/doubler.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <numeric>

namespace ringback::speech {
namespace {

// A windowed sinc half way between two samples.
template <std::size_t count>
std::array<double, count> half_way() {
  std::array<double, count> out{};
  for (std::size_t i = 0; i < count; ++i) {
    const double x = static_cast<double>(i) - (static_cast<double>(count) - 1) / 2;
    const double window = 0.54 + 0.46 * std::cos(2 * std::numbers::pi * x / static_cast<double>(count));
    out.at(i) = std::sin(std::numbers::pi * x) / (std::numbers::pi * x) * window;
  }
  return out;
}

std::int16_t clip(double value) {
  return static_cast<std::int16_t>(std::clamp(std::lround(value), -32768L, 32767L));
}

}  // namespace

std::vector<std::int16_t> Doubler::hear(std::span<const std::int16_t> sound) {
  static const auto weights = half_way<neighbours>();
  std::vector<std::int16_t> out;
  out.reserve(sound.size() * 2);
  for (const std::int16_t sample : sound) {
    std::rotate(last_.begin(), last_.begin() + 1, last_.end());
    last_.back() = sample;
    out.push_back(clip(last_.at(neighbours / 2 - 1)));
    out.push_back(clip(std::inner_product(last_.begin(), last_.end(), weights.begin(), 0.0)));
  }
  return out;
}

}  // namespace ringback::speech
