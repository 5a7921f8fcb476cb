#pragma once

#include <chrono>
#include <cstdint>
#include <memory>
#include <vector>

namespace ringback {

// A piece of sound in memory: one channel of 16-bit linear samples. Made once, then shared unchanged by all who play
// it.
struct Clip {
  int sample_rate = 8000;  // per second
  std::vector<std::int16_t> samples;

  std::chrono::milliseconds duration() const {
    return std::chrono::milliseconds(static_cast<std::int64_t>(samples.size()) * 1000 / sample_rate);
  }
  std::size_t bytes() const { return samples.size() * sizeof(std::int16_t); }
};
using SharedClip = std::shared_ptr<const Clip>;

}  // namespace ringback
