#pragma once

#include <memory>
#include <vector>

#include "media/media_thread.hpp"
#include "media/mesh.hpp"
#include "media/registry.hpp"
#include "media/sdp/negotiation.hpp"
#include "media/tap_thread.hpp"
#include "media/transport/local_addresses.hpp"
#include "media/transport/port_range.hpp"

namespace ringback::media {

// The media threads, seen from the control thread.
class ThreadedEngine final : public Engine {
 public:
  static Result<std::unique_ptr<Engine>> create(EngineOptions options, Executor control);

  Result<std::unique_ptr<Session>> make_session(SessionOptions options) override;
  std::unique_ptr<Bridge> bridge(Session& a, Session& b) override;
  std::unique_ptr<Bridge> listen(Session& listener, Session& source) override;
  std::unique_ptr<Mix> make_mix(const Session& beside) override;
  Counters counters() const override;
  std::vector<Duration> busy() const override;

  // For sessions. A command that doesn't fit is lost and counted; a Close is kept until it fits.
  void post(StreamId stream, command::Body body);
  Registry& registry() { return *registry_; }
  TapThread& taps() { return taps_; }

 private:
  struct Parts {
    EngineOptions options;
    LocalAddresses addresses;
    DtlsIdentity identity;
    Executor control;
  };
  explicit ThreadedEngine(Parts parts);
  Result<void> start_threads();
  Result<std::vector<UdpSocket>> bind_browser_sockets(unsigned thread) const;
  unsigned place(const Session* beside) const;
  Result<std::unique_ptr<Session>> make_rtp(SessionOptions options, unsigned thread);
  std::unique_ptr<Session> make_webrtc(SessionOptions options, unsigned thread);
  std::vector<Address> candidates(unsigned thread) const;

  void send_closes();

  const Parts parts_;
  PortRange ports_;
  const std::shared_ptr<Registry> registry_;  // events that are still posted hold it weakly
  Mesh mesh_;
  TapThread taps_;
  std::vector<Command> unsent_closes_;
  std::vector<std::unique_ptr<MediaThread>> threads_;  // last: ends first
};

}  // namespace ringback::media
