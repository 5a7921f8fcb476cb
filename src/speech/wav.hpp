#pragma once

#include <cstdint>
#include <span>
#include <string>

namespace ringback::speech {

// A WAV file of 16-bit samples, one channel.
std::string to_wav(std::span<const std::int16_t> samples, int rate);

}  // namespace ringback::speech
