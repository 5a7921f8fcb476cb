#include "media/mix_tap.hpp"

#include <algorithm>
#include <utility>

namespace ringback::media {

MixTap::~MixTap() {
  ring_->ended.store(true, std::memory_order_release);
  ring_->reader->notify();
}

bool MixTap::write(std::span<const std::int16_t, TapBlock::samples> first,
                   std::span<const std::int16_t, TapBlock::samples> rest) {
  if (ring_->unwanted.load(std::memory_order_relaxed)) return false;
  auto* block = ring_->blocks.claim();
  if (!block) {
    ++lost_;
    return true;
  }
  std::ranges::copy(first, block->heard.begin());
  std::ranges::copy(rest, block->sent.begin());
  block->came = true;
  block->lost = std::exchange(lost_, 0);
  ring_->blocks.publish();
  return true;
}

}  // namespace ringback::media
