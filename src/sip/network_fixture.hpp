#pragma once

#include <boost/asio/io_context.hpp>
#include <boost/asio/post.hpp>
#include <functional>
#include <map>
#include <string>

#include "sip/transport.hpp"

// For tests: parties that reach each other through memory, in the order of sending.
namespace ringback::sip {

class Network {
 public:
  using Receive = std::function<void(std::string_view, const Peer&)>;

  explicit Network(boost::asio::io_context& io) : io_(io) {}

  // A party's own socket.
  class Socket final : public Transport {
   public:
    Socket(Network& network, Peer own) : network_(network), own_(std::move(own)) {}
    ~Socket() override { network_.parties_.erase(own_); }
    void start(Receive receive) { network_.parties_[own_] = std::move(receive); }

    void send(std::string_view bytes, const Peer& to) override {
      if (network_.lose > 0) {
        --network_.lose;
        return;
      }
      boost::asio::post(network_.io_, [&network = network_, text = std::string(bytes), from = own_, to] {
        const auto found = network.parties_.find(to);
        if (found != network.parties_.end()) found->second(text, from);
      });
    }
    Peer local(const Peer& peer) const override { return {own_.address, own_.port, peer.transport}; }

   private:
    Network& network_;
    Peer own_;
  };

  int lose = 0;  // so many of the next datagrams

 private:
  boost::asio::io_context& io_;
  std::map<Peer, Receive> parties_;
};

}  // namespace ringback::sip
