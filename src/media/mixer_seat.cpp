#include "media/mixer_seat.hpp"

#include <algorithm>
#include <cstdlib>

namespace ringback::media {
namespace {

constexpr unsigned hang_over_frames = 15;  // 300 ms: the ends of words are soft
constexpr unsigned ceased_frames = 50;     // a second
constexpr std::uint32_t decay = 8;         // of the loudness: an eighth is lost a frame

}  // namespace

bool MixerSeat::listen(TimePoint now) {
  const auto heard = playout_.next(rate, now);
  std::fill(std::copy(heard.begin(), heard.end(), sound_.begin()), sound_.end(), std::int16_t{0});
  measure(!heard.empty() && !muted && voice_.hear(sound_));
  return quiet_frames_ <= hang_over_frames;
}

void MixerSeat::measure(bool voice) {
  quiet_frames_ = voice ? 0 : quiet_frames_ + 1;
  std::uint32_t sum = 0;
  for (const int sample : sound_) sum += static_cast<std::uint32_t>(std::abs(sample));
  loudness_ = std::max(loudness_ - loudness_ / decay, sum);
  const bool speaks = voice || (told_ && quiet_frames_ < ceased_frames);
  news_ = speaks == told_ ? std::nullopt : std::optional(speaks);
  told_ = speaks;
}

void MixerSeat::hush() {
  playout_.reset();
  quiet_frames_ = ceased_frames;
  loudness_ = 0;
}

}  // namespace ringback::media
