#include "call/speech_cutter.hpp"

#include <algorithm>
#include <utility>

namespace ringback::call {
namespace {

constexpr std::chrono::milliseconds a_block{20};
// Kept from before the first word is known for one: consonants are quiet.
constexpr std::size_t blocks_before = 20;
// A word, and no click: so many blocks with sound among the last of those.
constexpr std::size_t blocks_looked_at = 8;
constexpr std::ptrdiff_t blocks_of_a_word = 6;

}  // namespace

SpeechCutter::SpeechCutter(Limits limits, Handlers handlers) : limits_(limits), handlers_(std::move(handlers)) {}

void SpeechCutter::on_sound(const media::TapBlock& block) {
  const bool voice = activity_.hear(block.heard);
  if (state_ == State::waiting) {
    wait_for_speech(block, voice);
  } else if (state_ == State::speaking) {
    follow_speech(block.heard, voice);
  }
}

void SpeechCutter::on_end() {
  if (std::exchange(state_, State::over) != State::over) handlers_.ended();
}

void SpeechCutter::wait_for_speech(const media::TapBlock& block, bool voice) {
  before_.emplace_back(block, voice);
  if (before_.size() > blocks_before) before_.pop_front();
  const auto looked_at = static_cast<std::ptrdiff_t>(std::min(before_.size(), blocks_looked_at));
  if (std::count_if(before_.end() - looked_at, before_.end(), [](const auto& kept) { return kept.second; }) <
      blocks_of_a_word) {
    return;
  }
  state_ = State::speaking;
  handlers_.begun();
  for (const auto& [kept, had_voice] : std::exchange(before_, {})) follow_speech(kept.heard, had_voice);
}

void SpeechCutter::follow_speech(std::span<const std::int16_t> sound, bool voice) {
  handlers_.sound(sound);
  spoken_ += a_block;
  silent_ = voice ? std::chrono::milliseconds(0) : silent_ + a_block;
  if (silent_ >= limits_.end_silence || spoken_ >= limits_.longest) on_end();
}

}  // namespace ringback::call
