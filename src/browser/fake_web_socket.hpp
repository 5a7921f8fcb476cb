#pragma once

#include <string>
#include <utility>
#include <vector>

#include "browser/frame.hpp"
#include "http/server.hpp"

namespace ringback::browser {

// For tests: keeps what was sent. Heartbeats are counted apart.
class FakeWebSocket final : public http::WebSocket {
 public:
  void send_text(std::string text) override {
    if (text == frame::heartbeat) {
      ++heartbeats;
    } else {
      sent.push_back(std::move(text));
    }
  }
  void close(std::uint16_t code, std::string) override { closed = code; }
  const std::string& remote_address() const override { return address; }

  std::vector<std::string> sent;
  int heartbeats = 0;
  std::uint16_t closed = 0;
  std::string address = "192.0.2.7";
};

}  // namespace ringback::browser
