#pragma once

#include "media/engine.hpp"
#include "media/mos.hpp"
#include "media/quality_board.hpp"

namespace ringback::media {

// What the control thread holds of a stream: its name, and the state of its SDP.
class SessionHandle final : public Session {
 public:
  struct Parts {
    StreamId id;
    sdp::Negotiation negotiation;
    std::shared_ptr<const QualityBoard> quality;
  };
  SessionHandle(ThreadedEngine& engine, Parts parts)
      : engine_(engine),
        id_(parts.id),
        negotiation_(std::move(parts.negotiation)),
        quality_(std::move(parts.quality)) {}
  ~SessionHandle() override;

  StreamId id() const { return id_; }

  void set_listener(Listener* listener) override;
  std::string offer() override { return negotiation_.offer(); }
  Result<std::string> answer(std::string_view offer) override;
  Result<void> accept(std::string_view answer) override;
  Codec codec() const override { return negotiation_.codec(); }
  std::string remote_ufrag() const override { return negotiation_.remote_ufrag(); }
  void play(Tone tone) override;
  void ring(const RingTone& tone) override;
  std::unique_ptr<Playback> play(SharedClip clip, int times, Playback::Listener& listener) override;
  void send_digits(std::string_view digits) override;
  void pass_digit(char digit) override;
  void echo() override;
  void expect_media() override;
  Quality quality() const override { return with_mos(quality_->read()); }
  void listen_for(int hz) override;
  std::unique_ptr<Tap> tap(std::shared_ptr<TapSink> sink) override;

 private:
  void post(Agreement agreement);

  ThreadedEngine& engine_;
  const StreamId id_;
  sdp::Negotiation negotiation_;
  const std::shared_ptr<const QualityBoard> quality_;
};

class PlaybackHandle final : public Playback {
 public:
  PlaybackHandle(ThreadedEngine& engine, StreamId id, std::uint32_t playback)
      : engine_(engine), id_(id), playback_(playback) {}
  ~PlaybackHandle() override;

 private:
  ThreadedEngine& engine_;
  const StreamId id_;
  const std::uint32_t playback_;
};

class TapHandle final : public Tap {
 public:
  explicit TapHandle(std::shared_ptr<TapRing> ring) : ring_(std::move(ring)) {}
  ~TapHandle() override { ring_->unwanted = true; }

 private:
  const std::shared_ptr<TapRing> ring_;
};

class BridgeHandle final : public Bridge {
 public:
  BridgeHandle(ThreadedEngine& engine, StreamId a, StreamId b);
  ~BridgeHandle() override;

 private:
  ThreadedEngine& engine_;
  const StreamId a_;
  const StreamId b_;
};

// One way.
class ListeningHandle final : public Bridge {
 public:
  ListeningHandle(ThreadedEngine& engine, StreamId listener, StreamId source);
  ~ListeningHandle() override;

 private:
  ThreadedEngine& engine_;
  const StreamId listener_;
  const StreamId source_;
};

}  // namespace ringback::media
