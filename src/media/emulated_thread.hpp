#pragma once

#include <map>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "media/browser_port.hpp"
#include "media/mos.hpp"
#include "media/network_emulator.hpp"
#include "media/sdp/negotiation.hpp"
#include "media/stream.hpp"
#include "media/transport/port_range.hpp"
#include "media/transport/rtp_transport.hpp"

namespace ringback::media {

// What MediaThread does, over a NetworkEmulator instead of sockets, for tests: streams and transports are the real
// ones. Its sockets lend their numbers and addresses and carry nothing.
class EmulatedThread final : public StreamHost {
 public:
  struct Leg {
    StreamId id;
    sdp::Negotiation negotiation;
    std::shared_ptr<QualityBoard> quality = std::make_shared<QualityBoard>();
    std::unique_ptr<Stream> stream;
    WebRtcTransport* webrtc = nullptr;
    std::string digits;
    int heard = 0;

    Quality measured() const { return with_mos(quality->read()); }
    bool lost(TimePoint now) const { return stream->transport().lost(now); }
  };

  explicit EmulatedThread(NetworkEmulator& network) : network_(network), browsers_(browser_sockets()) {
    listen(browsers_.sockets().front(), [this](const Datagram& datagram, int fd) {
      const auto id = browsers_.receive(datagram, fd, outbox_, network_.now());
      browsers_.continue_handshakes(2, outbox_);
      if (auto* leg = find(id)) leg->stream->receive(datagram, fd, network_.now());
    });
    schedule_tick();
  }

  // A leg to a phone whose signalling comes from `signalling`.
  Leg& make_phone_leg(const Address& signalling, std::vector<Codec> codecs = {Codec::pcmu}) {
    auto sockets = ports_.bind(*Address::parse("127.0.0.1", 0)).value();
    const sdp::LocalMedia local{
        .transport = Transport::rtp, .codecs = std::move(codecs), .address = sockets.rtp.local()};
    auto& leg = add(sdp::Negotiation(local));
    for (const auto* socket : {&sockets.rtp, &sockets.rtcp}) {
      listen(*socket,
             [this, &leg](const Datagram& datagram, int fd) { leg.stream->receive(datagram, fd, network_.now()); });
    }
    attach(leg, std::make_unique<RtpTransport>(RtpTransport::Parts{std::move(sockets), signalling}));
    return leg;
  }
  Leg& make_browser_leg(std::vector<Codec> codecs = {Codec::pcmu}) {
    const auto place = browsers_.sockets().front().local();
    const sdp::LocalMedia local{.transport = Transport::webrtc,
                                .codecs = std::move(codecs),
                                .address = place,
                                .candidates = {place},
                                .fingerprint = identity_.fingerprint()};
    auto& leg = add(sdp::Negotiation(local));
    auto transport = std::make_unique<WebRtcTransport>(identity_, leg.negotiation.local_ice());
    leg.webrtc = transport.get();
    attach(leg, std::move(transport));
    return leg;
  }

  // The answer to an offer of the peer's.
  std::string answer(Leg& leg, const std::string& offer) {
    auto answer = leg.negotiation.answer(offer).value();
    auto encoder = make_encoder(answer.agreement.codec, answer.agreement.encoder);
    leg.stream->agree(std::move(answer.agreement), std::move(encoder), network_.now());
    leg.stream->transport().expect_media(network_.now());
    if (leg.webrtc) browsers_.add(leg.id, *leg.webrtc);
    return answer.sdp;
  }
  static std::string offer(Leg& leg) { return leg.negotiation.offer(); }
  // The answer to our offer.
  void accept(Leg& offerer, const std::string& answer) {
    auto agreement = offerer.negotiation.accept(answer).value();
    auto encoder = make_encoder(agreement.codec, agreement.encoder);
    offerer.stream->agree(std::move(agreement), std::move(encoder), network_.now());
  }
  static void bridge(Leg& a, Leg& b) {
    a.stream->bridge(b.id);
    b.stream->bridge(a.id);
  }
  int dropped() const { return dropped_ + static_cast<int>(browsers_.dropped()); }

 private:
  using Handler = std::function<void(const Datagram&, int fd)>;

  // StreamHost
  SendBatch& outbox() override { return outbox_; }
  void forward(StreamId to, const Frame& frame, TimePoint now) override {
    if (auto* leg = find(to)) leg->stream->relay(frame, now);
  }
  void report(StreamId from, StreamEvent event) override {
    auto& leg = *find(from);
    if (event.kind == StreamEvent::Kind::digit) leg.digits += event.digit;
    if (event.kind == StreamEvent::Kind::heard) ++leg.heard;
  }
  void share(unsigned, const Frame&) override {}
  void count_drop() override { ++dropped_; }
  void wake_taps() override {}

  static std::vector<UdpSocket> browser_sockets() {
    std::vector<UdpSocket> sockets;
    sockets.push_back(UdpSocket::bind(*Address::parse("127.0.0.1", 0)).value());
    return sockets;
  }
  void listen(const UdpSocket& socket, Handler handler) {
    const int fd = socket.fd();
    locals_[fd] = socket.local();
    network_.attach(socket.local(), [this, fd, handler = std::move(handler)](auto bytes, const Address& from) {
      handler({bytes, from}, fd);
      send_queued();
    });
  }
  Leg& add(sdp::Negotiation negotiation) {
    const auto number = static_cast<std::uint32_t>(legs_.size());
    legs_.push_back(std::make_unique<Leg>(StreamId{0, number, number + 1}, std::move(negotiation)));
    return *legs_.back();
  }
  void attach(Leg& leg, std::unique_ptr<PacketTransport> transport) {
    leg.stream = std::make_unique<Stream>(
        Stream::Parts{leg.id, std::move(transport), 1000, {100 + leg.id.slot, 99, 5000}, leg.quality});
    leg.stream->attach(*this);
  }
  Leg* find(StreamId id) { return id ? legs_.at(id.slot).get() : nullptr; }

  void schedule_tick() {
    network_.at(network_.now() + std::chrono::milliseconds(20), [this] {
      for (auto& leg : legs_) leg->stream->tick(network_.now());
      send_queued();
      schedule_tick();
    });
  }
  void send_queued() {
    outbox_.drain([this](int fd, const Address& to, std::span<const std::uint8_t> bytes) {
      network_.send(locals_.at(fd), to, {bytes.begin(), bytes.end()});
    });
  }

  NetworkEmulator& network_;
  const DtlsIdentity identity_ = DtlsIdentity::create().value();
  PortRange ports_{22400, 22499};
  SendBatch outbox_;
  BrowserPort browsers_;
  std::map<int, Address> locals_;  // by socket
  std::vector<std::unique_ptr<Leg>> legs_;
  int dropped_ = 0;
};

}  // namespace ringback::media
