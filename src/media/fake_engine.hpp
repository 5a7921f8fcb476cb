#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "media/session.hpp"

// For tests of the rooms above: sessions that remember what they were told and move no sound.
namespace ringback::media {

// What plays, or played: known to the session and to whoever holds the Playback.
struct FakePlayback final : Playback {
  explicit FakePlayback(std::shared_ptr<Playback::Listener*> to) : listener(std::move(to)) {}
  ~FakePlayback() override { *listener = nullptr; }
  std::shared_ptr<Playback::Listener*> listener;
};

struct FakeTap final : Tap {
  explicit FakeTap(std::shared_ptr<TapSink> to) : sink(std::move(to)) {}
  ~FakeTap() override { sink->on_end(); }
  std::shared_ptr<TapSink> sink;
};

struct FakeSession final : Session {
  explicit FakeSession(SessionOptions given) : options(std::move(given)) {}

  void set_listener(Listener* to) override { listener = to; }
  std::string offer() override { return "fake offer"; }
  Result<std::string> answer(std::string_view sdp) override {
    if (sdp == "unusable") return Error{0, "no common codec"};
    heard.push_back("offer " + std::string(sdp));
    return std::string("fake answer");
  }
  Result<void> accept(std::string_view sdp) override {
    if (sdp == "unusable") return Error{0, "no common codec"};
    heard.push_back("answer " + std::string(sdp));
    return {};
  }
  Codec codec() const override { return options.codecs.front(); }
  std::string remote_ufrag() const override { return ufrag; }
  void play(Tone tone) override { played.push_back(tone); }
  void ring(const RingTone& tone) override { rang.emplace_back(tone.country); }
  std::unique_ptr<Playback> play(SharedClip clip, int times, Playback::Listener& to) override {
    clips.push_back(std::move(clip));
    repeats = times;
    playing = std::make_shared<Playback::Listener*>(&to);
    return std::make_unique<FakePlayback>(playing);
  }
  // The clip that plays comes to its end.
  void ends_playing() {
    if (auto* heard = playing ? std::exchange(*playing, nullptr) : nullptr) heard->on_played();
  }
  bool plays() const { return playing && *playing != nullptr; }
  void send_digits(std::string_view digits) override { sent_digits += digits; }
  void pass_digit(char digit) override { passed_digits += digit; }
  void echo() override { echoes = true; }
  void expect_media() override { expecting = true; }
  Quality quality() const override { return measured; }
  void listen_for(int) override {}
  std::unique_ptr<Tap> tap(std::shared_ptr<TapSink> sink) override {
    taps.push_back(std::move(sink));
    return std::make_unique<FakeTap>(taps.back());
  }

  SessionOptions options;
  Listener* listener = nullptr;
  std::vector<std::string> heard;
  std::vector<Tone> played;
  std::vector<std::string> rang;
  std::vector<SharedClip> clips;
  std::vector<std::shared_ptr<TapSink>> taps;  // all that there ever were
  bool echoes = false;
  int repeats = 0;  // of the last clip
  std::shared_ptr<Playback::Listener*> playing;
  std::string sent_digits;
  std::string passed_digits;
  std::string ufrag;
  bool expecting = false;
  Quality measured;
};

struct FakeEngine : Engine {
  struct FakeBridge final : Bridge {
    explicit FakeBridge(int& count) : bridges(count) { ++bridges; }
    ~FakeBridge() override { --bridges; }
    int& bridges;
  };

  Result<std::unique_ptr<Session>> make_session(SessionOptions options) override {
    if (full) return Error{0, "no port is free"};
    auto session = std::make_unique<FakeSession>(std::move(options));
    last_session = session.get();
    return std::unique_ptr<Session>(std::move(session));
  }
  std::unique_ptr<Bridge> bridge(Session&, Session&) override { return std::make_unique<FakeBridge>(bridges); }
  std::unique_ptr<Bridge> listen(Session&, Session&) override { return std::make_unique<FakeBridge>(listeners); }
  Counters counters() const override { return {}; }

  FakeSession* last_session = nullptr;
  int bridges = 0;    // that exist now
  int listeners = 0;  // one-way ones
  bool full = false;
};

}  // namespace ringback::media
