#pragma once

#include <memory>
#include <span>

#include "media/stream_id.hpp"
#include "media/tap_ring.hpp"

namespace ringback::media {

// A mixer's end of a tap: it has the sound at hand, a block every 20 ms. Built on the control thread, then the media
// thread's; allocates at construction alone.
class MixTap {
 public:
  // `first` is the member whose sound is apart from the rest.
  MixTap(std::shared_ptr<TapRing> ring, StreamId first) : ring_(std::move(ring)), first_(first) {}
  // Nothing more comes.
  ~MixTap();
  MixTap(const MixTap&) = delete;
  MixTap& operator=(const MixTap&) = delete;

  StreamId first() const { return first_; }
  // False when nobody wants the sound any more.
  bool write(std::span<const std::int16_t, TapBlock::samples> first,
             std::span<const std::int16_t, TapBlock::samples> rest);

 private:
  const std::shared_ptr<TapRing> ring_;
  const StreamId first_;
  std::uint32_t lost_ = 0;  // blocks since the last that fitted
};

}  // namespace ringback::media
