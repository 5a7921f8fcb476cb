#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "call/leg.hpp"

// For tests and fuzzers: sessions that remember what they were told and move no sound.
namespace ringback::sip {

struct FakeSession final : media::Session {
  explicit FakeSession(media::SessionOptions given) : options(std::move(given)) {}

  void set_listener(Listener* to) override { listener = to; }
  std::string offer() override { return "our offer"; }
  Result<std::string> answer(std::string_view offer) override {
    if (offer.find("unusable") != std::string_view::npos) return Error{0, "no common codec"};
    offers.emplace_back(offer);
    return "our answer " + std::to_string(offers.size());
  }
  Result<void> accept(std::string_view answer) override {
    if (answer.empty() || answer.find("unusable") != std::string_view::npos) return Error{0, "no common codec"};
    answers.emplace_back(answer);
    return {};
  }
  media::Codec codec() const override { return options.codecs.front(); }
  std::string remote_ufrag() const override { return {}; }
  void play(media::Tone tone) override { tones.push_back(tone); }
  void ring(const media::RingTone&) override {}
  std::unique_ptr<media::Playback> play(SharedClip, int, media::Playback::Listener&) override { return nullptr; }
  void send_digits(std::string_view) override {}
  void pass_digit(char digit) override { passed_digits += digit; }
  void echo() override { echoes = true; }
  void expect_media() override { expecting = true; }
  media::Quality quality() const override { return {}; }
  void listen_for(int hz) override { pitch = hz; }
  std::unique_ptr<media::Tap> tap(std::shared_ptr<media::TapSink>) override { return nullptr; }

  media::SessionOptions options;
  Listener* listener = nullptr;
  std::vector<std::string> offers;   // that were answered
  std::vector<std::string> answers;  // that were accepted
  std::vector<media::Tone> tones;
  bool echoes = false;
  bool expecting = false;
  std::string passed_digits;
  int pitch = 0;
};

struct FakeEngine final : media::Engine {
  Result<std::unique_ptr<media::Session>> make_session(media::SessionOptions options) override {
    if (full) return Error{0, "no port is free"};
    auto session = std::make_unique<FakeSession>(std::move(options));
    last = session.get();
    return std::unique_ptr<media::Session>(std::move(session));
  }
  std::unique_ptr<media::Bridge> bridge(media::Session&, media::Session&) override { return nullptr; }
  std::unique_ptr<media::Bridge> listen(media::Session&, media::Session&) override { return nullptr; }
  std::unique_ptr<media::Mix> make_mix(const media::Session&) override { return nullptr; }
  media::Counters counters() const override { return {}; }

  FakeSession* last = nullptr;
  bool full = false;
};

}  // namespace ringback::sip
