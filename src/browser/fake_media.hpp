#pragma once

#include <memory>
#include <string>
#include <vector>

#include "call/leg.hpp"

namespace ringback::browser {

// For tests: sessions that say what was asked of them. Descriptions are "offer 0", "answer 0" and so on; one that holds
// "bad" is refused.
struct FakeSessionRecord {
  media::SessionOptions options;
  media::Session::Listener* listener = nullptr;
  std::vector<std::string> took;
  std::string ufrag;
  std::string passed_digits;
  bool ended = false;
};

class FakeSession final : public media::Session {
 public:
  FakeSession(std::shared_ptr<FakeSessionRecord> record, std::size_t index)
      : record_(std::move(record)), index_(std::to_string(index)) {}
  ~FakeSession() override { record_->ended = true; }

  void set_listener(Listener* listener) override { record_->listener = listener; }
  std::string offer() override { return "offer " + index_; }
  Result<std::string> answer(std::string_view offer) override {
    if (auto taken = take(offer); !taken) return taken.error();
    return "answer " + index_;
  }
  Result<void> accept(std::string_view answer) override { return take(answer); }
  media::Codec codec() const override { return record_->options.codecs.front(); }
  std::string remote_ufrag() const override { return record_->ufrag; }

  void play(media::Tone) override {}
  void ring(const media::RingTone&) override {}
  std::unique_ptr<media::Playback> play(SharedClip, int, media::Playback::Listener&) override { return nullptr; }
  void send_digits(std::string_view) override {}
  void pass_digit(char digit) override { record_->passed_digits += digit; }
  void echo() override {}
  void expect_media() override {}
  media::Quality quality() const override { return {}; }
  void listen_for(int) override {}
  std::unique_ptr<media::Tap> tap(std::shared_ptr<media::TapSink>) override { return nullptr; }

 private:
  Result<void> take(std::string_view sdp) {
    if (sdp.find("bad") != std::string_view::npos) return Error{0, "no common codec"};
    constexpr std::string_view name = "a=ice-ufrag:";
    const auto at = sdp.find(name);
    if (at != std::string_view::npos) {
      record_->ufrag = sdp.substr(at + name.size(), sdp.find("\r\n", at) - at - name.size());
    }
    record_->took.emplace_back(sdp);
    return {};
  }

  std::shared_ptr<FakeSessionRecord> record_;
  std::string index_;
};

class FakeEngine final : public media::Engine {
 public:
  Result<std::unique_ptr<media::Session>> make_session(media::SessionOptions options) override {
    if (full) return Error{0, "no free port"};
    auto record = std::make_shared<FakeSessionRecord>();
    record->options = std::move(options);
    sessions.push_back(record);
    return std::unique_ptr<media::Session>(std::make_unique<FakeSession>(record, sessions.size() - 1));
  }
  std::unique_ptr<media::Bridge> bridge(media::Session&, media::Session&) override { return nullptr; }
  std::unique_ptr<media::Bridge> listen(media::Session&, media::Session&) override { return nullptr; }
  std::unique_ptr<media::Mix> make_mix(const media::Session&) override { return nullptr; }
  media::Counters counters() const override { return {}; }

  bool full = false;
  std::vector<std::shared_ptr<FakeSessionRecord>> sessions;
};

}  // namespace ringback::browser
