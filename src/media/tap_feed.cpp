#include "media/tap_feed.hpp"

#include <algorithm>
#include <utility>

namespace ringback::media {
namespace {

using std::chrono::milliseconds;

constexpr Duration block_length = milliseconds(1000 / frames_per_second);
// The thread was kept from its work for longer than the ring holds: that time is one gap.
constexpr std::int64_t most_blocks_a_tick = 50;

}  // namespace

TapFeed::~TapFeed() {
  ring_->ended.store(true, std::memory_order_release);
  ring_->reader->notify();
}

void TapFeed::send(std::span<const std::int16_t> sound) {
  const auto room = made_.room();
  if (sound.size() <= TapBlock::samples) {
    const auto count = std::min(sound.size(), room.size());
    std::copy_n(sound.begin(), count, room.begin());
    return made_.added(count);
  }
  made_.added(from_16_khz_.process(sound, room).made);
}

// By the clock, not by the ticks: a turn of the media thread may come late, and the one after it early.
bool TapFeed::tick(TimePoint now) {
  if (ring_->unwanted.load(std::memory_order_relaxed)) return false;
  if (!began_) began_ = now;
  const auto due = (now - *began_ + block_length / 2) / block_length + 1;
  if (due - written_ > most_blocks_a_tick) {
    lost_ += static_cast<std::uint32_t>(due - written_ - 1);
    written_ = due - 1;
  }
  for (; written_ < due; ++written_) write(now);
  return true;
}

void TapFeed::write(TimePoint now) {
  if (auto* block = ring_->blocks.claim()) {
    fill(*block, now);
    block->lost = std::exchange(lost_, 0);
    ring_->blocks.publish();
  } else {
    TapBlock unread;
    fill(unread, now);
    ++lost_;
  }
}

void TapFeed::fill(TapBlock& block, TimePoint now) {
  block.came = take(heard_, block.heard, now);
  take(passed_, block.sent, now);
  add_made(block.sent);
}

bool TapFeed::take(Playout& playout, std::span<std::int16_t> to, TimePoint now) {
  const auto sound = playout.next(TapBlock::rate, now);
  std::fill(std::copy(sound.begin(), sound.end(), to.begin()), to.end(), std::int16_t{0});
  return !sound.empty();
}

// Where the source changes, the last of the packets that were passed on may overlap with what is made.
void TapFeed::add_made(std::span<std::int16_t> to) {
  std::array<std::int16_t, TapBlock::samples> made;
  const auto sound = std::span(made).first(std::min(made_.size(), made.size()));
  made_.take(sound);
  const auto end = to.last(sound.size());  // a resampler begins some samples late: silence before, none within
  std::ranges::transform(end, sound, end.begin(),
                         [](int a, int b) { return static_cast<std::int16_t>(std::clamp(a + b, -32768, 32767)); });
}

}  // namespace ringback::media
