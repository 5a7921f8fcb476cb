#pragma once

#include <cstdint>
#include <span>
#include <vector>

namespace ringback::speech {

// A whole piece of sound at another rate. Nothing above half of the lower rate is left in it.
std::vector<std::int16_t> resample(std::span<const std::int16_t> sound, int from_rate, int to_rate);

}  // namespace ringback::speech
