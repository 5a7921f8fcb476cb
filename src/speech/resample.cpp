#include "speech/resample.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>

namespace ringback::speech {
namespace {

constexpr int reach = 16;   // zero crossings of the sinc on each side
constexpr int steps = 256;  // of the table between two of them

// A windowed sinc, from its middle to its end.
const std::array<double, reach * steps + 1>& table() {
  static const auto values = [] {
    std::array<double, reach * steps + 1> out{};
    for (std::size_t i = 0; i < out.size(); ++i) {
      const double x = static_cast<double>(i) / steps;
      const double sinc = i == 0 ? 1 : std::sin(std::numbers::pi * x) / (std::numbers::pi * x);
      out.at(i) = sinc * (0.54 + 0.46 * std::cos(std::numbers::pi * x / reach));
    }
    return out;
  }();
  return values;
}

}  // namespace

std::vector<std::int16_t> resample(std::span<const std::int16_t> sound, int from_rate, int to_rate) {
  const double cutoff = std::min(1.0, static_cast<double>(to_rate) / from_rate);
  const double width = reach / cutoff;
  const auto last = static_cast<std::int64_t>(sound.size()) - 1;
  std::vector<std::int16_t> out(sound.size() * static_cast<std::size_t>(to_rate) / static_cast<std::size_t>(from_rate));
  for (std::size_t i = 0; i < out.size(); ++i) {
    const double middle = static_cast<double>(i) * from_rate / to_rate;
    const auto first = std::max<std::int64_t>(0, std::llround(std::ceil(middle - width)));
    const auto end = std::min<std::int64_t>(last, std::llround(std::floor(middle + width)));
    double sum = 0;
    for (auto at = first; at <= end; ++at) {
      const double distance = std::abs(static_cast<double>(at) - middle) * cutoff * steps;
      const auto index = static_cast<std::size_t>(std::min(distance, double{reach * steps}));
      sum += sound[static_cast<std::size_t>(at)] * table().at(index);
    }
    out[i] = static_cast<std::int16_t>(std::clamp(std::lround(sum * cutoff), -32768L, 32767L));
  }
  return out;
}

}  // namespace ringback::speech
