#pragma once

#include <chrono>
#include <cstdint>
#include <deque>
#include <functional>
#include <span>

#include "media/sound/voice_activity.hpp"
#include "media/tap.hpp"

namespace ringback::call {

// Cuts one utterance out of what a session hears: from a moment before its first word to the silence that ends it.
// Lives on the taps' thread; its handlers are called there.
class SpeechCutter final : public media::TapSink {
 public:
  struct Limits {
    std::chrono::milliseconds end_silence;
    std::chrono::milliseconds longest;
  };
  struct Handlers {
    std::function<void()> begun;  // once
    std::function<void(std::span<const std::int16_t>)> sound;
    std::function<void()> ended;  // once, the last: also when the tap ends
  };

  SpeechCutter(Limits limits, Handlers handlers);

  void on_sound(const media::TapBlock& block) override;
  void on_end() override;

 private:
  enum class State { waiting, speaking, over };

  void wait_for_speech(const media::TapBlock& block, bool voice);
  void follow_speech(std::span<const std::int16_t> sound, bool voice);

  const Limits limits_;
  const Handlers handlers_;
  media::VoiceActivity activity_;
  State state_ = State::waiting;
  std::deque<std::pair<media::TapBlock, bool>> before_;  // the last moments, and whether there was sound
  std::chrono::milliseconds silent_{};
  std::chrono::milliseconds spoken_{};
};

}  // namespace ringback::call
