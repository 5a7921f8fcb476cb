#include "media/media_thread.hpp"

#include <sys/epoll.h>
#include <sys/timerfd.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <utility>

// One turn of the loop: packets in, at most two handshake steps, commands, frames of other threads, packets out. No
// allocation, lock or log line a packet.
namespace ringback::media {
namespace {

constexpr std::size_t command_capacity = 4096;
constexpr unsigned handshakes_per_turn = 2;
constexpr std::uint64_t most_ticks = 2;  // caught up after a delay: more would only add to it
constexpr long tick_nanoseconds = 20'000'000;

// What epoll hands back: a kind above, a slot or a socket below.
enum Tag : std::uint64_t {
  wakeup_tag = 1ULL << 56,
  ticker_tag = 2ULL << 56,
  rtp_tag = 3ULL << 56,
  browser_tag = 4ULL << 56,
  rtcp_tag = 5ULL << 56
};
constexpr std::uint64_t tag_mask = 0xFFULL << 56;

int make_ticker() {
  const int fd = timerfd_create(CLOCK_MONOTONIC, TFD_NONBLOCK | TFD_CLOEXEC);
  const itimerspec every{.it_interval = {0, tick_nanoseconds}, .it_value = {0, tick_nanoseconds}};
  timerfd_settime(fd, 0, &every, nullptr);
  return fd;
}

}  // namespace

MediaThread::MediaThread(Parts parts)
    : index_(parts.index),
      mesh_(parts.mesh),
      taps_(parts.taps),
      sink_(std::move(parts.sink)),
      commands_(command_capacity),
      epoll_(epoll_create1(EPOLL_CLOEXEC)),
      ticker_(make_ticker()),
      browsers_(std::move(parts.browser_sockets)),
      to_wake_(mesh_.threads()) {
  watch(mesh_.wakeup(index_).fd(), wakeup_tag);
  watch(ticker_, ticker_tag);
  for (const auto& socket : browsers_.sockets()) watch(socket.fd(), browser_tag | static_cast<unsigned>(socket.fd()));
  thread_ = std::thread([this] { run(); });
}

MediaThread::~MediaThread() {
  stopping_ = true;
  mesh_.wakeup(index_).notify();
  thread_.join();
  ::close(ticker_);
  ::close(epoll_);
}

bool MediaThread::post(Command& command) {
  auto* slot = commands_.claim();
  if (!slot) {
    published_.queue_full.fetch_add(1, std::memory_order_relaxed);
    return false;
  }
  *slot = std::move(command);
  commands_.publish();
  mesh_.wakeup(index_).notify();
  return true;
}

Counters MediaThread::counters() const {
  const auto read = [](const std::atomic<std::uint64_t>& value) { return value.load(std::memory_order_relaxed); };
  return {read(published_.received), read(published_.sent), read(published_.dropped),
          read(published_.queue_full) + read(published_.frames_lost), read(published_.ticks_missed)};
}

Duration MediaThread::busy() const {
  return Duration(published_.busy.load(std::memory_order_relaxed));
}

void MediaThread::run() {
  while (!stopping_) turn();
}

void MediaThread::turn() {
  std::array<epoll_event, 64> events{};
  const int timeout = browsers_.handshakes_wait() ? 0 : -1;
  const int count = epoll_wait(epoll_, events.data(), static_cast<int>(events.size()), timeout);
  now_ = monotonic_now();
  for (int i = 0; i < count; ++i) dispatch(events[static_cast<std::size_t>(i)].data.u64);
  browsers_.continue_handshakes(handshakes_per_turn, outbox_);
  take_commands();
  take_frames();
  finish_turn();
}

void MediaThread::dispatch(std::uint64_t tag) {
  switch (tag & tag_mask) {
    case wakeup_tag:
      return mesh_.wakeup(index_).clear();
    case ticker_tag:
      return tick_all();
    case rtp_tag:
      return receive_rtp(static_cast<std::uint32_t>(tag));
    case rtcp_tag:
      return receive_rtcp(static_cast<std::uint32_t>(tag));
    default:
      return receive_browsers(static_cast<int>(tag & ~tag_mask));
  }
}

void MediaThread::receive_rtp(std::uint32_t slot) {
  if (auto* stream = slots_[slot].stream.get()) receive_own(*stream, slots_[slot].fd);
}

void MediaThread::receive_rtcp(std::uint32_t slot) {
  if (auto* stream = slots_[slot].stream.get()) receive_own(*stream, slots_[slot].control_fd);
}

void MediaThread::receive_own(Stream& stream, int fd) {
  for (const auto& datagram : inbox_.receive(fd)) {
    ++received_;
    stream.receive(datagram, fd, now_);
  }
}

void MediaThread::receive_browsers(int fd) {
  for (const auto& datagram : inbox_.receive(fd)) {
    ++received_;
    const auto id = browsers_.receive(datagram, fd, outbox_, now_);
    if (auto* slot = find(id)) slot->stream->receive(datagram, fd, now_);
  }
}

void MediaThread::tick_all() {
  std::uint64_t expired = 0;
  if (read(ticker_, &expired, sizeof expired) != sizeof expired) return;
  ticks_missed_ += expired - 1;
  for (auto ticks = std::min(expired, most_ticks); ticks > 0; --ticks) {
    for (auto& slot : slots_) {
      if (slot.stream) tick(slot);
    }
    mixers_.tick(*this, now_);
  }
}

void MediaThread::tick(Slot& slot) {
  slot.stream->tick(now_);
  if (slot.webrtc) slot.webrtc->on_timer(outbox_);
  const bool lost = slot.stream->transport().lost(now_);
  if (lost == slot.peer_lost) return;
  slot.peer_lost = lost;
  report(slot.stream->id(), {lost ? StreamEvent::Kind::peer_lost : StreamEvent::Kind::peer_back});
}

void MediaThread::take_commands() {
  while (auto* front = commands_.front()) {
    Command command = std::move(*front);
    commands_.pop();
    apply(command);
  }
}

void MediaThread::take_frames() {
  for (unsigned from = 0; from < mesh_.threads(); ++from) {
    if (from == index_) continue;
    auto& ring = mesh_.ring(from, index_);
    while (const auto* stored = ring.front()) {
      deliver(stored->to, stored->frame);
      ring.pop();
    }
  }
}

void MediaThread::finish_turn() {
  outbox_.flush();
  for (unsigned thread = 0; thread < to_wake_.size(); ++thread) {
    if (to_wake_[thread]) mesh_.wakeup(thread).notify();
    to_wake_[thread] = false;
  }
  if (std::exchange(tapped_, false)) taps_.notify();
  published_.received.store(received_, std::memory_order_relaxed);
  published_.sent.store(outbox_.sent(), std::memory_order_relaxed);
  published_.dropped.store(dropped_ + browsers_.dropped() + outbox_.lost(), std::memory_order_relaxed);
  published_.frames_lost.store(frames_lost_, std::memory_order_relaxed);
  published_.ticks_missed.store(ticks_missed_, std::memory_order_relaxed);
  busy_ += monotonic_now() - now_;
  published_.busy.store(static_cast<std::uint64_t>(busy_.count()), std::memory_order_relaxed);
}

void MediaThread::deliver(StreamId to, const Frame& frame) {
  if (!to) {
    for (auto& slot : slots_) {
      if (slot.stream) slot.stream->relay_shared(frame, now_);
    }
    return;
  }
  if (auto* slot = find(to)) return slot->stream->relay(frame, now_);
  if (auto* mixer = mixers_.find(to)) mixer->hear(frame, now_);
}

void MediaThread::forward(StreamId to, const Frame& frame, TimePoint) {
  if (to.thread == index_) return deliver(to, frame);
  push(to, frame);
}

// To no stream by name: to all who listen.
void MediaThread::share(unsigned thread, const Frame& frame) {
  push({.thread = thread}, frame);
}

void MediaThread::push(StreamId to, const Frame& frame) {
  auto& ring = mesh_.ring(index_, to.thread);
  auto* stored = ring.claim();
  if (!stored) {
    ++frames_lost_;
    return;
  }
  stored->store(to, frame);
  ring.publish();
  to_wake_[to.thread] = true;
}

MediaThread::Slot* MediaThread::find(StreamId id) {
  if (!id || id.thread != index_ || id.slot >= slots_.size()) return nullptr;
  auto& slot = slots_[id.slot];
  return slot.stream && slot.stream->id() == id ? &slot : nullptr;
}

void MediaThread::watch(int fd, std::uint64_t tag) const {
  epoll_event event{.events = EPOLLIN, .data = {.u64 = tag}};
  epoll_ctl(epoll_, EPOLL_CTL_ADD, fd, &event);
}

void MediaThread::apply(Command& command) {
  if (mixers_.apply(command, *this)) return;
  const auto id = command.stream;
  if (auto* opened = std::get_if<command::Open>(&command.body)) return open(id, *opened);
  auto* slot = find(id);
  if (!slot) {
    // Its Open was lost: control waits for the end of it all the same.
    if (std::holds_alternative<command::Close>(command.body)) report(id, {StreamEvent::Kind::closed});
    return;
  }
  auto& stream = *slot->stream;
  struct Visitor {
    MediaThread& thread;
    Slot& slot;
    Stream& stream;
    void operator()(std::monostate) const {}
    void operator()(const command::Open&) const {}
    // For a mix, which is no stream.
    void operator()(const command::OpenMix&) const {}
    void operator()(const command::Sit&) const {}
    void operator()(const command::Rise&) const {}
    void operator()(const command::Mute&) const {}
    void operator()(const command::Coach&) const {}
    void operator()(const command::Announce&) const {}
    void operator()(const command::StopAnnouncement&) const {}
    void operator()(const command::TapMix&) const {}
    void operator()(command::Agree& c) const {
      stream.agree(std::move(c.agreement), std::move(c.encoder), thread.now_);
      if (slot.webrtc) thread.browsers_.add(stream.id(), *slot.webrtc);
    }
    void operator()(const command::Play& c) const { stream.play(c.tone); }
    void operator()(command::PlaySource& c) const { stream.play(std::move(c.source), c.playback); }
    void operator()(const command::StopSource& c) const { stream.stop(c.playback); }
    void operator()(const command::Echo&) const { stream.echo(); }
    void operator()(const command::ExpectMedia&) const { stream.transport().expect_media(thread.now_); }
    void operator()(const command::ListenFor& c) const { stream.listen_for(c.hz); }
    void operator()(const command::SendDigits& c) const { stream.send_digits(c.digits); }
    void operator()(command::Tap& c) const { stream.tap(std::move(c.feed)); }
    void operator()(const command::Join& c) const { stream.bridge(c.peer); }
    void operator()(const command::Listen& c) const { stream.listen(c.source, c.shared_codec); }
    void operator()(const command::Feed& c) const { stream.feed(c.sink); }
    void operator()(const command::Part& c) const { stream.unbridge(c.peer); }
    void operator()(const command::Close&) const { thread.close(stream.id()); }
  };
  std::visit(Visitor{*this, *slot, stream}, command.body);
}

void MediaThread::open(StreamId id, command::Open& open) {
  if (id.slot >= slots_.size()) slots_.resize(id.slot + 1);
  auto& slot = slots_[id.slot];
  slot = {std::move(open.stream), open.fd, open.control_fd, open.webrtc};
  slot.stream->attach(*this);
  if (slot.webrtc) {
    browsers_.add(id, *slot.webrtc);
  } else {
    watch(slot.fd, rtp_tag | id.slot);
    watch(slot.control_fd, rtcp_tag | id.slot);
  }
}

// The outbox may still name the stream's socket, whose number the kernel gives to the next one at once.
void MediaThread::close(StreamId id) {
  auto& slot = slots_[id.slot];
  slot.stream->say_goodbye(now_);
  if (slot.webrtc) {
    slot.webrtc->close(outbox_);
    browsers_.remove(id);
  }
  outbox_.flush();
  slot = {};
  report(id, {StreamEvent::Kind::closed});
}

}  // namespace ringback::media
