#include "speech/sound_stream.hpp"

#include <utility>

namespace ringback::speech {

void SoundStream::write(std::span<const std::int16_t> sound) {
  const std::lock_guard lock(mutex_);
  if (closed_) return;
  waiting_.insert(waiting_.end(), sound.begin(), sound.end());
  changed_.notify_one();
}

void SoundStream::close() {
  const std::lock_guard lock(mutex_);
  closed_ = true;
  changed_.notify_one();
}

std::optional<std::vector<std::int16_t>> SoundStream::read(const std::stop_token& stop) {
  std::unique_lock lock(mutex_);
  const bool ready = changed_.wait(lock, stop, [this] { return closed_ || !waiting_.empty(); });
  if (!ready || stop.stop_requested() || waiting_.empty()) return std::nullopt;
  return std::exchange(waiting_, {});
}

}  // namespace ringback::speech
