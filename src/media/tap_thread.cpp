#include "media/tap_thread.hpp"

#include <poll.h>

namespace ringback::media {

TapThread::TapThread() : thread_([this] { run(); }) {}

TapThread::~TapThread() {
  stopping_ = true;
  wakeup_->notify();
  thread_.join();
}

std::shared_ptr<TapRing> TapThread::open(std::shared_ptr<TapSink> sink) {
  auto ring = std::make_shared<TapRing>(wakeup_);
  const std::scoped_lock lock(mutex_);
  opened_.push_back({ring, std::move(sink)});
  return ring;
}

// Stopped after a last look: whatever was written before is seen.
void TapThread::run() {
  for (bool last = false; !last;) {
    wait();
    last = stopping_;
    take_opened();
    std::erase_if(readers_, [this](Reader& reader) { return read(reader); });
  }
}

void TapThread::wait() const {
  pollfd readable{.fd = wakeup_->fd(), .events = POLLIN, .revents = 0};
  poll(&readable, 1, -1);
  wakeup_->clear();
}

void TapThread::take_opened() {
  const std::scoped_lock lock(mutex_);
  for (auto& reader : opened_) readers_.push_back(std::move(reader));
  opened_.clear();
}

// True when that was the last of it.
bool TapThread::read(Reader& reader) {
  const bool ended = reader.ring->ended.load(std::memory_order_acquire);
  while (const auto* block = reader.ring->blocks.front()) {
    if (block->lost > 0) lost_.fetch_add(block->lost, std::memory_order_relaxed);
    reader.sink->on_sound(*block);
    reader.ring->blocks.pop();
  }
  if (ended) reader.sink->on_end();
  return ended;
}

}  // namespace ringback::media
