#include "media/recorder.hpp"

#include <unistd.h>

#include <algorithm>
#include <boost/asio/post.hpp>
#include <utility>

namespace ringback::media {
namespace {

using Channels = RecorderOptions::Channels;

constexpr auto block_length = std::chrono::milliseconds(1000 / frames_per_second);
constexpr std::int64_t frames_a_write = TapBlock::rate / 2;
// Silence that is left at the ends: a voice begins and ends more softly than it can be told from noise.
constexpr std::int64_t margin = TapBlock::rate / 5;

std::int16_t mixed(int a, int b) {
  return static_cast<std::int16_t>(std::clamp(a + b, -32768, 32767));
}

}  // namespace

Recorder::Recorder(RecorderOptions options, Executor control, std::function<void(RecorderEvent)> tell)
    : options_(std::move(options)),
      control_(std::move(control)),
      tell_(std::make_shared<std::function<void(RecorderEvent)>>(std::move(tell))) {}

void Recorder::on_sound(const TapBlock& block) {
  // What is missing was there for as long.
  static constexpr TapBlock nothing{};
  const auto pause = pause_.load(std::memory_order_relaxed);
  if (pause == Pause::skip) return;
  for (auto lost = block.lost; lost > 0 && !closed_; --lost) take(nothing);
  if (!closed_) take(pause == Pause::silence ? nothing : block);
}

void Recorder::take(const TapBlock& block) {
  if (!file_) {
    auto made = WaveFile::create(options_.path, channels());
    if (!made) return fail(made.error().message);
    file_ = std::move(*made);
  }
  const bool voice = hear(block);
  watch_silence(block, voice);
  add(block);
  if (voice) voice_ends_ = recorded();
  if (options_.trim_silence && voice_ends_ == 0) {
    skip_lead();
  } else if (static_cast<std::int64_t>(unwritten_.size()) >= frames_a_write * channels()) {
    flush();
  }
  if (++blocks_ * block_length < options_.max_length || options_.max_length.count() == 0 || closed_) return;
  closed_ = true;
  report({.kind = RecorderEvent::Kind::full});
}

// Both are to hear each block, as they learn what silence is.
bool Recorder::hear(const TapBlock& block) {
  const bool heard = options_.channels != Channels::sent && heard_.hear(block.heard);
  const bool sent = options_.channels != Channels::heard && sent_.hear(block.sent);
  return heard || sent;
}

void Recorder::watch_silence(const TapBlock& block, bool voice) {
  if (voice) silence_ = 0;
  if (voice || !block.came || options_.silence_limit.count() == 0 || told_silence_) return;
  if (++silence_ * block_length < options_.silence_limit) return;
  told_silence_ = true;
  report({.kind = RecorderEvent::Kind::silence});
}

void Recorder::add(const TapBlock& block) {
  for (std::size_t i = 0; i < TapBlock::samples; ++i) {
    switch (options_.channels) {
      case Channels::heard:
        unwritten_.push_back(block.heard[i]);
        break;
      case Channels::sent:
        unwritten_.push_back(block.sent[i]);
        break;
      case Channels::mixed:
        unwritten_.push_back(mixed(block.heard[i], block.sent[i]));
        break;
      case Channels::dual:
        unwritten_.push_back(block.heard[i]);
        unwritten_.push_back(block.sent[i]);
    }
  }
}

void Recorder::skip_lead() {
  const auto frames = static_cast<std::int64_t>(unwritten_.size()) / channels();
  if (frames <= margin) return;
  skipped_ += frames - margin;
  unwritten_.erase(unwritten_.begin(), unwritten_.end() - margin * channels());
}

std::int64_t Recorder::recorded() const {
  return file_->frames() + static_cast<std::int64_t>(unwritten_.size()) / channels();
}

void Recorder::flush() {
  const auto written = file_->write(unwritten_);
  unwritten_.clear();
  if (!written) fail(written.error().message);
}

void Recorder::trim() {
  if (voice_ends_ > 0) return file_->cut(voice_ends_ + margin);
  for (; skipped_ > 0 && !closed_; skipped_ -= frames_a_write) {
    unwritten_.assign(static_cast<std::size_t>(std::min(skipped_, frames_a_write) * channels()), 0);
    flush();
  }
}

void Recorder::on_end() {
  std::chrono::milliseconds length{};
  if (file_) {
    flush();
    if (options_.trim_silence) trim();
    length = std::chrono::milliseconds(file_->frames() * 1000 / TapBlock::rate);
    file_.reset();
    if (length < options_.min_length) ::unlink(options_.path.c_str());
  }
  closed_ = true;
  report({.kind = RecorderEvent::Kind::closed, .length = length});
  // Not here: what it holds is the control thread's.
  boost::asio::post(control_, [tell = std::move(tell_)] {});
}

void Recorder::report(RecorderEvent event) {
  boost::asio::post(control_, [tell = tell_, event = std::move(event)] { (*tell)(event); });
}

void Recorder::fail(const std::string& words) {
  if (std::exchange(closed_, true)) return;
  report({.kind = RecorderEvent::Kind::failed, .words = words});
}

}  // namespace ringback::media
