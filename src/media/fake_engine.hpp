#pragma once

#include <algorithm>
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

// Who sits in it, and what was played to all.
struct FakeMix final : Mix {
  struct Chair final : Seat {
    Chair(FakeMix& in, Session& of, bool silent, Listener* to) : mix(in), session(of), muted(silent), listener(to) {
      mix.chairs.push_back(this);
    }
    ~Chair() override { std::erase(mix.chairs, this); }
    void set_muted(bool silent) override { muted = silent; }
    void coach(const Seat* whom) override { coached = static_cast<const Chair*>(whom); }
    FakeMix& mix;
    Session& session;
    bool muted;
    Listener* listener;
    const Chair* coached = nullptr;
  };
  // Is in the list of those that sound, with the one who hears it; none: all.
  struct FakeAnnouncement final : Announcement {
    FakeAnnouncement(std::vector<const Chair*>& among, const Chair* to) : all(among), only(to) { all.push_back(only); }
    ~FakeAnnouncement() override { all.erase(std::find(all.begin(), all.end(), only)); }
    std::vector<const Chair*>& all;
    const Chair* only;
  };
  explicit FakeMix(std::vector<FakeMix*>& among) : all(among) { all.push_back(this); }
  ~FakeMix() override { std::erase(all, this); }
  std::unique_ptr<Seat> seat(Session& session, bool muted, Seat::Listener* listener) override {
    return std::make_unique<Chair>(*this, session, muted, listener);
  }
  void play(SharedClip clip) override { clips.push_back(std::move(clip)); }
  std::unique_ptr<Announcement> announce(SharedClip clip, int, const Seat* only) override {
    clips.push_back(std::move(clip));
    return std::make_unique<FakeAnnouncement>(announced, static_cast<const Chair*>(only));
  }
  std::unique_ptr<Tap> tap(std::shared_ptr<TapSink> sink, const Session& first) override {
    tapped = &first;
    taps.push_back(std::move(sink));
    return std::make_unique<FakeTap>(taps.back());
  }
  std::vector<FakeMix*>& all;
  std::vector<Chair*> chairs;
  std::vector<SharedClip> clips;
  std::vector<const Chair*> announced;  // now
  std::vector<std::shared_ptr<TapSink>> taps;
  const Session* tapped = nullptr;  // first channel of the last tap
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
  std::unique_ptr<Mix> make_mix(const Session&) override { return std::make_unique<FakeMix>(mixes); }
  Counters counters() const override { return {}; }

  FakeSession* last_session = nullptr;
  int bridges = 0;              // that exist now
  int listeners = 0;            // one-way ones
  std::vector<FakeMix*> mixes;  // that exist now
  bool full = false;
};

}  // namespace ringback::media
