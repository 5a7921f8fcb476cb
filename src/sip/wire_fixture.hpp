#pragma once

#include <deque>
#include <functional>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "sip/message.hpp"
#include "sip/transport.hpp"

// For tests: a network in memory.
namespace ringback::sip {

// Remembers what is sent, or hands it on.
struct Wire final : Transport {
  struct Datagram {
    std::string bytes;
    Peer to;
  };

  void send(std::string_view bytes, const Peer& to) override {
    ++count;
    if (lose > 0) {
      --lose;
      return;
    }
    sent.push_back({std::string(bytes), to});
  }
  Peer local(const Peer& peer) const override { return {own.address, own.port, peer.transport}; }
  bool connected(const Peer& peer) const override { return !closed.contains(peer); }
  bool may_use_tcp(const Peer&) const override { return tcp; }

  // The oldest datagram that has not been taken yet; a message without method and status if there is none.
  Message take() {
    if (sent.empty()) return {};
    last_to = sent.front().to;
    auto message = parse_message(sent.front().bytes);
    sent.pop_front();
    return message ? *message : Message{};
  }
  // Takes everything and returns methods and codes, for counting.
  std::vector<std::string> take_all() {
    std::vector<std::string> out;
    while (!sent.empty()) {
      const Message message = take();
      out.push_back(message.is_request() ? message.method : std::to_string(message.status));
    }
    return out;
  }

  Peer own{"192.0.2.1", 5060};
  bool tcp = false;       // peers may be asked over TCP
  std::set<Peer> closed;  // connections that are gone
  std::deque<Datagram> sent;
  Peer last_to;
  int lose = 0;   // so many of the next datagrams
  int count = 0;  // of all sends
};

}  // namespace ringback::sip
