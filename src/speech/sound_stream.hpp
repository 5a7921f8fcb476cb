#pragma once

#include <condition_variable>
#include <cstdint>
#include <mutex>
#include <optional>
#include <span>
#include <stop_token>
#include <vector>

namespace ringback::speech {

// What a caller says, on its way to an engine: linear, one channel, 8 kHz. One thread writes, another reads; no limit
// but the writer's own (a minute of speech is 1 MB).
class SoundStream {
 public:
  static constexpr int rate = 8000;

  void write(std::span<const std::int16_t> sound);
  // Nothing more will come. Again: no change.
  void close();
  // Waits for sound and gives all of it that is there. Nothing once it is closed and read, or `stop` is requested.
  std::optional<std::vector<std::int16_t>> read(const std::stop_token& stop);

 private:
  std::mutex mutex_;
  std::condition_variable_any changed_;
  std::vector<std::int16_t> waiting_;
  bool closed_ = false;
};

}  // namespace ringback::speech
