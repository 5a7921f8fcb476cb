#pragma once

#include <atomic>
#include <memory>

#include "media/mesh.hpp"
#include "media/spsc_ring.hpp"
#include "media/tap.hpp"

namespace ringback::media {

// What the three threads of a tap share.
struct TapRing {
  explicit TapRing(std::shared_ptr<const WakeupFd> wakes) : reader(std::move(wakes)) {}

  static constexpr std::size_t capacity = 256;
  SpscRing<TapBlock> blocks{capacity};  // media thread to taps' thread
  std::atomic<bool> unwanted{false};    // said by the control thread
  std::atomic<bool> ended{false};       // said by the media thread: no block follows
  std::shared_ptr<const WakeupFd> reader;
};

}  // namespace ringback::media
