#include "media/engine.hpp"

#include <algorithm>
#include <boost/asio/post.hpp>
#include <charconv>
#include <thread>

#include "base/sid.hpp"
#include "media/mix_handle.hpp"
#include "media/session_handle.hpp"
#include "media/transport/rtp_transport.hpp"

namespace ringback::media {
namespace {

constexpr int shared_socket_buffer = 4 << 20;

unsigned thread_count(unsigned wanted) {
  return wanted > 0 ? wanted : std::max(std::thread::hardware_concurrency(), 2U) - 1;
}

std::uint32_t random_number() {
  std::uint32_t number = 0;
  const auto hex = random_hex(4);
  std::from_chars(hex.data(), hex.data() + hex.size(), number, 16);
  return number;
}

// First numbers are random, the sequence's in its lower half (RFC 3711 section 3.3.1: a first packet that is lost must
// not make the receiver's rollover counter differ).
Timeline::Start random_start() {
  return {random_number(), static_cast<std::uint16_t>(random_number() & 0x7FFFU), random_number()};
}

// Brings a stream's events to the control thread. Rare, so they may allocate.
EventSink post_to(const Executor& control, const std::shared_ptr<Registry>& registry) {
  return [control, held = std::weak_ptr<Registry>(registry)](StreamId id, StreamEvent event) {
    boost::asio::post(control, [held, id, event] {
      if (const auto alive = held.lock()) alive->deliver(id, event);
    });
  };
}

}  // namespace

Result<std::unique_ptr<Engine>> make_engine(EngineOptions options, Executor control) {
  return ThreadedEngine::create(std::move(options), std::move(control));
}

Result<std::unique_ptr<Engine>> ThreadedEngine::create(EngineOptions options, Executor control) {
  options.threads = thread_count(options.threads);
  auto addresses = LocalAddresses::create(local_interfaces(), options.bind_addresses, options.public_addresses);
  if (!addresses) return addresses.error();
  auto identity = DtlsIdentity::create();
  if (!identity) return identity.error();
  std::unique_ptr<ThreadedEngine> engine(
      new ThreadedEngine({std::move(options), std::move(*addresses), std::move(*identity), std::move(control)}));
  if (auto started = engine->start_threads(); !started) return started.error();
  return std::unique_ptr<Engine>(std::move(engine));
}

ThreadedEngine::ThreadedEngine(Parts parts)
    : parts_(std::move(parts)),
      ports_(parts_.options.rtp_port_first, parts_.options.rtp_port_last),
      registry_(std::make_shared<Registry>(parts_.options.threads)),
      mesh_(parts_.options.threads) {}

Result<void> ThreadedEngine::start_threads() {
  for (unsigned i = 0; i < parts_.options.threads; ++i) {
    auto sockets = bind_browser_sockets(i);
    if (!sockets) return sockets.error();
    threads_.push_back(std::make_unique<MediaThread>(
        MediaThread::Parts{i, mesh_, taps_.wakeup(), std::move(*sockets), post_to(parts_.control, registry_)}));
  }
  return {};
}

Result<std::vector<UdpSocket>> ThreadedEngine::bind_browser_sockets(unsigned thread) const {
  std::vector<UdpSocket> sockets;
  for (const auto& address : parts_.addresses.bound()) {
    auto socket = UdpSocket::bind(address.with_port(static_cast<std::uint16_t>(parts_.options.webrtc_port + thread)));
    if (!socket) return Error{0, "browsers' media: " + socket.error().message};
    socket->enlarge_buffers(shared_socket_buffer);
    sockets.push_back(std::move(*socket));
  }
  return sockets;
}

unsigned ThreadedEngine::place(const Session* beside) const {
  if (beside) return static_cast<const SessionHandle*>(beside)->id().thread;
  unsigned least = 0;
  for (unsigned i = 1; i < threads_.size(); ++i) {
    if (registry_->load(i) < registry_->load(least)) least = i;
  }
  return least;
}

Result<std::unique_ptr<Session>> ThreadedEngine::make_session(SessionOptions options) {
  if (options.codecs.empty()) return Error{0, "a session needs a codec"};
  // The port that is missing may be one of theirs.
  send_closes();
  const unsigned thread = place(options.beside);
  if (options.transport == Transport::rtp) return make_rtp(std::move(options), thread);
  return make_webrtc(std::move(options), thread);
}

Result<std::unique_ptr<Session>> ThreadedEngine::make_rtp(SessionOptions options, unsigned thread) {
  const auto& addresses = parts_.addresses;
  const Address peer = Address::parse(options.peer_address, 9).value_or(Address());
  auto sockets = ports_.bind(addresses.for_peer(peer, peer.set() ? route_source(peer) : Address()));
  if (!sockets) return sockets.error();
  const Address local = sockets->rtp.local();
  const auto id = registry_->open(thread, [this, port = local.port()] { ports_.release(port); });

  auto transport =
      std::make_unique<RtpTransport>(RtpTransport::Parts{std::move(*sockets), peer, parts_.options.silence_limit});
  command::Open open{.fd = transport->fd(), .control_fd = transport->control_fd()};
  auto quality = std::make_shared<QualityBoard>();
  open.stream =
      std::make_unique<Stream>(Stream::Parts{id, std::move(transport), options.beep_hz, random_start(), quality});
  post(id, std::move(open));
  sdp::Negotiation negotiation(
      {.transport = Transport::rtp, .codecs = std::move(options.codecs), .address = addresses.announced(local, peer)});
  return std::make_unique<SessionHandle>(*this, SessionHandle::Parts{id, std::move(negotiation), std::move(quality)});
}

std::unique_ptr<Session> ThreadedEngine::make_webrtc(SessionOptions options, unsigned thread) {
  const auto id = registry_->open(thread, [] {});
  const auto places = candidates(thread);
  sdp::Negotiation negotiation({.transport = Transport::webrtc,
                                .codecs = std::move(options.codecs),
                                .address = places.front(),
                                .candidates = places,
                                .fingerprint = parts_.identity.fingerprint()});
  auto transport = std::make_unique<WebRtcTransport>(parts_.identity, negotiation.local_ice());
  auto* webrtc = transport.get();
  auto quality = std::make_shared<QualityBoard>();
  auto stream =
      std::make_unique<Stream>(Stream::Parts{id, std::move(transport), options.beep_hz, random_start(), quality});
  post(id, command::Open{.stream = std::move(stream), .webrtc = webrtc});
  return std::make_unique<SessionHandle>(*this, SessionHandle::Parts{id, std::move(negotiation), std::move(quality)});
}

std::vector<Address> ThreadedEngine::candidates(unsigned thread) const {
  std::vector<Address> all = parts_.addresses.bound();
  const auto& outside = parts_.addresses.outside();
  all.insert(all.end(), outside.begin(), outside.end());
  const auto port = static_cast<std::uint16_t>(parts_.options.webrtc_port + thread);
  for (auto& address : all) address = address.with_port(port);
  return all;
}

std::unique_ptr<Bridge> ThreadedEngine::bridge(Session& a, Session& b) {
  return std::make_unique<BridgeHandle>(*this, static_cast<SessionHandle&>(a).id(),
                                        static_cast<SessionHandle&>(b).id());
}

std::unique_ptr<Bridge> ThreadedEngine::listen(Session& listener, Session& source) {
  return std::make_unique<ListeningHandle>(*this, static_cast<SessionHandle&>(listener).id(),
                                           static_cast<SessionHandle&>(source).id());
}

std::unique_ptr<Mix> ThreadedEngine::make_mix(const Session& beside) {
  const auto id = registry_->open(place(&beside), [] {});
  post(id, command::OpenMix{std::make_unique<Mixer>(id, random_number())});
  return std::make_unique<MixHandle>(*this, id);
}

void ThreadedEngine::send_closes() {
  std::erase_if(unsent_closes_, [this](Command& close) { return threads_[close.stream.thread]->post(close); });
}

void ThreadedEngine::post(StreamId stream, command::Body body) {
  send_closes();
  Command command{stream, std::move(body)};
  const bool posted = threads_[stream.thread]->post(command);
  if (!posted && std::holds_alternative<command::Close>(command.body)) unsent_closes_.push_back(std::move(command));
}

Counters ThreadedEngine::counters() const {
  Counters sum;
  for (const auto& thread : threads_) {
    const auto one = thread->counters();
    sum.packets_in += one.packets_in;
    sum.packets_out += one.packets_out;
    sum.dropped += one.dropped;
    sum.queue_full += one.queue_full;
    sum.ticks_missed += one.ticks_missed;
  }
  sum.tap_lost = taps_.lost();
  sum.rtp_ports = ports_.size();
  sum.rtp_ports_taken = ports_.taken();
  return sum;
}

std::vector<Duration> ThreadedEngine::busy() const {
  std::vector<Duration> out;
  out.reserve(threads_.size());
  for (const auto& thread : threads_) out.push_back(thread->busy());
  return out;
}

}  // namespace ringback::media
