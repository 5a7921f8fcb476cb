#include "media/sound/resampler.hpp"

#include <speex/speex_resampler.h>

#include <new>

namespace ringback::media {
namespace {

constexpr int quality = 5;  // of 10: no alias that a telephone's listener hears, and 2 ms of delay at 8 kHz

}  // namespace

void Resampler::Delete::operator()(SpeexResamplerState_* state) const {
  speex_resampler_destroy(state);
}

Resampler::Resampler(unsigned from_rate, unsigned to_rate)
    : state_(speex_resampler_init(1, from_rate, to_rate, quality, nullptr)) {
  if (!state_) throw std::bad_alloc();
  // Else the filter's delay would be heard as silence before the first sample.
  speex_resampler_skip_zeros(state_.get());
}

Resampler::Progress Resampler::process(std::span<const std::int16_t> from, std::span<std::int16_t> to) {
  auto taken = static_cast<spx_uint32_t>(from.size());
  auto made = static_cast<spx_uint32_t>(to.size());
  speex_resampler_process_int(state_.get(), 0, from.data(), &taken, to.data(), &made);
  return {taken, made};
}

void Resampler::reset() {
  speex_resampler_reset_mem(state_.get());
  speex_resampler_skip_zeros(state_.get());
}

}  // namespace ringback::media
