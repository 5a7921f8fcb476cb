#pragma once

#include "media/engine.hpp"

namespace ringback::media {

// What the control thread holds of a stream: its name, and the state of its SDP.
class SessionHandle final : public Session {
 public:
  SessionHandle(ThreadedEngine& engine, StreamId id, sdp::Negotiation negotiation)
      : engine_(engine), id_(id), negotiation_(std::move(negotiation)) {}
  ~SessionHandle() override;

  StreamId id() const { return id_; }

  void set_listener(Listener* listener) override;
  std::string offer() override { return negotiation_.offer(); }
  Result<std::string> answer(std::string_view offer) override;
  Result<void> accept(std::string_view answer) override;
  Codec codec() const override { return negotiation_.codec(); }
  std::string remote_ufrag() const override { return negotiation_.remote_ufrag(); }
  void play(Tone tone) override;
  void send_digits(std::string_view digits) override;
  void pass_digit(char digit) override;
  void echo() override;
  void listen_for(int hz) override;

 private:
  void post(Agreement agreement);

  ThreadedEngine& engine_;
  const StreamId id_;
  sdp::Negotiation negotiation_;
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

}  // namespace ringback::media
