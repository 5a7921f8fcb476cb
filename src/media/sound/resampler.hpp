#pragma once

#include <cstdint>
#include <memory>
#include <span>

struct SpeexResamplerState_;

namespace ringback::media {

// Linear sound of one rate to another, one channel. Allocates at construction alone.
class Resampler {
 public:
  // Samples a second, 1000 to 192000.
  Resampler(unsigned from_rate, unsigned to_rate);

  struct Progress {
    std::size_t taken;  // of `from`
    std::size_t made;   // in `to`
  };
  // Goes on until `from` is used up or `to` is full.
  Progress process(std::span<const std::int16_t> from, std::span<std::int16_t> to);
  // Forgets what was before.
  void reset();

 private:
  struct Delete {
    void operator()(SpeexResamplerState_* state) const;
  };
  std::unique_ptr<SpeexResamplerState_, Delete> state_;
};

}  // namespace ringback::media
