#include "media/browser_port.hpp"

#include <algorithm>

#include "media/transport/stun.hpp"

namespace ringback::media {

// After a restart some of its former credentials may have gone.
void BrowserPort::add(StreamId id, WebRtcTransport& transport) {
  if (transport.credentials().size() > 1) std::erase_if(by_ufrag_, [id](const auto& e) { return e.second.id == id; });
  for (const auto& credentials : transport.credentials()) by_ufrag_[credentials.ufrag] = {id, &transport};
}

void BrowserPort::remove(StreamId id) {
  const auto gone = [id](const auto& entry) { return entry.second.id == id; };
  std::erase_if(by_ufrag_, gone);
  std::erase_if(by_path_, gone);
}

StreamId BrowserPort::receive(const Datagram& datagram, int fd, SendBatch& out, TimePoint now) {
  const Path path{fd, datagram.from};
  bool taken = false;
  switch (classify(datagram.bytes)) {
    case PacketKind::stun:
      taken = answer_check(datagram, path, out, now);
      break;
    case PacketKind::dtls:
      taken = queue_handshake(datagram, path);
      break;
    case PacketKind::rtp:
    case PacketKind::rtcp:
      if (const auto found = by_path_.find(path); found != by_path_.end()) return found->second.id;
      break;
    case PacketKind::unknown:
      break;
  }
  dropped_ += taken ? 0 : 1;
  return {};
}

bool BrowserPort::answer_check(const Datagram& datagram, const Path& path, SendBatch& out, TimePoint now) {
  const auto check = parse_check(datagram.bytes);
  if (!check) return false;
  key_ = check->local_ufrag();
  const auto found = by_ufrag_.find(key_);
  if (found == by_ufrag_.end()) return false;
  const Member member = found->second;
  const auto* password = member.transport->password_of(key_);
  if (!password || !authenticated(datagram.bytes, *password)) return false;
  out.add(path.fd, path.remote, write_success(check->transaction, path.remote, *password, out.next()));
  learn(path, member.transport->on_check(path, key_, check->use_candidate, now), member);
  return true;
}

void BrowserPort::learn(const Path& path, const WebRtcTransport::CheckOutcome& outcome, const Member& member) {
  if (outcome.evicted) {
    const auto evicted = by_path_.find(*outcome.evicted);
    if (evicted != by_path_.end() && evicted->second.id == member.id) by_path_.erase(evicted);
  }
  if (outcome.new_path) by_path_[path] = member;
}

bool BrowserPort::queue_handshake(const Datagram& datagram, const Path& path) {
  if (waiting_ == handshakes_.size() || !by_path_.contains(path)) return false;
  auto& slot = handshakes_[(first_waiting_ + waiting_++) % handshakes_.size()];
  slot.path = path;
  slot.size = datagram.bytes.size();
  std::copy(datagram.bytes.begin(), datagram.bytes.end(), slot.bytes.begin());
  return true;
}

void BrowserPort::continue_handshakes(unsigned most, SendBatch& out) {
  for (; most > 0 && waiting_ > 0; --most) {
    auto& slot = handshakes_[first_waiting_];
    first_waiting_ = (first_waiting_ + 1) % handshakes_.size();
    --waiting_;
    const auto found = by_path_.find(slot.path);
    if (found != by_path_.end())
      found->second.transport->on_dtls(std::span(slot.bytes).first(slot.size), slot.path, out);
  }
}

}  // namespace ringback::media
