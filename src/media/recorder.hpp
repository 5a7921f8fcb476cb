#pragma once

#include <atomic>
#include <chrono>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "base/async.hpp"
#include "media/sound/voice_activity.hpp"
#include "media/sound/wave_file.hpp"
#include "media/tap.hpp"

namespace ringback::media {

struct RecorderOptions {
  enum class Channels {
    heard,  // what the peer says
    sent,   // what it is sent
    mixed,  // both in one
    dual,   // what the peer says, and what it is sent
  };
  std::string path;  // of the WAV file, which must not be there
  Channels channels = Channels::heard;
  bool trim_silence = false;                  // at both ends; what is silent throughout stays
  std::chrono::milliseconds silence_limit{};  // of silence that was received, in a row; zero: any
  std::chrono::milliseconds max_length{};     // trimmed silence counts; zero: none
  std::chrono::milliseconds min_length{};     // what is shorter leaves no file
};

// What a recorder tells the control thread.
struct RecorderEvent {
  enum class Kind {
    silence,  // the limit was reached, once
    full,     // the length was reached; what comes is not written
    failed,   // the disk doesn't take it, as `words` say; what comes is not written
    closed,   // the last: the file is complete, if there ever was sound
  };
  Kind kind = Kind::closed;
  std::chrono::milliseconds length{};  // of `closed`
  std::string words{};
};

// Writes a tap into a WAV file, on the taps' thread. At most half a second is not yet in the file.
class Recorder final : public TapSink {
 public:
  // `tell` is called on the control thread, and destroyed there after the last event.
  Recorder(RecorderOptions options, Executor control, std::function<void(RecorderEvent)> tell);

  // What becomes of the sound that comes in a pause.
  enum class Pause {
    none,
    silence,  // silence of that length is written
    skip,     // nothing is written
  };
  // Any thread.
  void pause(Pause how) { pause_.store(how, std::memory_order_relaxed); }

  void on_sound(const TapBlock& block) override;
  void on_end() override;

 private:
  int channels() const { return options_.channels == RecorderOptions::Channels::dual ? 2 : 1; }
  void take(const TapBlock& block);
  bool hear(const TapBlock& block);
  void watch_silence(const TapBlock& block, bool voice);
  void add(const TapBlock& block);
  void skip_lead();
  void flush();
  void trim();
  std::int64_t recorded() const;
  void report(RecorderEvent event);
  void fail(const std::string& words);

  const RecorderOptions options_;
  const Executor control_;
  std::shared_ptr<std::function<void(RecorderEvent)>> tell_;
  std::atomic<Pause> pause_{Pause::none};

  std::optional<WaveFile> file_;         // from the first block on
  std::vector<std::int16_t> unwritten_;  // frames of all channels
  VoiceActivity heard_;
  VoiceActivity sent_;
  std::int64_t blocks_ = 0;      // that came
  std::int64_t silence_ = 0;     // blocks in a row
  std::int64_t skipped_ = 0;     // frames of silence that were left out at the beginning
  std::int64_t voice_ends_ = 0;  // frame behind the last sound; 0: none yet
  bool told_silence_ = false;
  bool closed_ = false;  // nothing is written any more
};

}  // namespace ringback::media
