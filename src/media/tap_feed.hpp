#pragma once

#include <memory>
#include <optional>
#include <span>

#include "media/sound/pcm_queue.hpp"
#include "media/sound/playout.hpp"
#include "media/sound/resampler.hpp"
#include "media/tap_ring.hpp"

namespace ringback::media {

// A stream's end of a tap. Built on the control thread, then the media thread's. Packets are decoded here through
// playouts of the tap's own, as a bridge passes them on undecoded. Allocates at construction alone.
class TapFeed {
 public:
  explicit TapFeed(std::shared_ptr<TapRing> ring) : ring_(std::move(ring)) {}
  // Nothing more comes.
  ~TapFeed();
  TapFeed(const TapFeed&) = delete;
  TapFeed& operator=(const TapFeed&) = delete;

  // A packet of the peer's.
  void hear(const Frame& frame, TimePoint now) { heard_.insert(frame, now); }
  // A packet of another stream's that was passed on to the peer as it came.
  void pass(const Frame& frame, TimePoint now) { passed_.insert(frame, now); }
  // 20 ms that were encoded for the peer, of 8 or 16 kHz.
  void send(std::span<const std::int16_t> sound);
  // Every 20 ms, after what was sent. False when nobody wants the sound any more.
  bool tick(TimePoint now);

 private:
  void write(TimePoint now);
  void fill(TapBlock& block, TimePoint now);
  bool take(Playout& playout, std::span<std::int16_t> to, TimePoint now);
  void add_made(std::span<std::int16_t> to);

  const std::shared_ptr<TapRing> ring_;
  Playout heard_;
  Playout passed_;
  PcmQueue<TapBlock::samples * 8> made_;
  Resampler from_16_khz_{2 * TapBlock::rate, TapBlock::rate};
  std::optional<TimePoint> began_;
  std::int64_t written_ = 0;  // blocks
  std::uint32_t lost_ = 0;    // since the last that fitted
};

}  // namespace ringback::media
