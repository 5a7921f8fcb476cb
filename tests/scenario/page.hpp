#pragma once

#include <boost/json.hpp>
#include <memory>
#include <string>
#include <vector>

#include "browser/fake_web_socket.hpp"
#include "browser/gateway.hpp"

namespace ringback::scenario {

// A browser page whose SDK speaks the 1.6 protocol.
struct Page {
  std::shared_ptr<browser::FakeWebSocket> socket = std::make_shared<browser::FakeWebSocket>();
  std::shared_ptr<http::WebSocket::Listener> server;

  void opens(browser::Gateway& gateway) { server = gateway.accept(socket); }
  void closes() {
    server->on_close();
    server.reset();
  }
  void says(const std::string& type, const boost::json::object& payload) const {
    server->on_text(
        boost::json::serialize(boost::json::object{{"type", type}, {"version", "1.6"}, {"payload", payload}}));
  }

  // The types of what the server has said, in order.
  std::vector<std::string> heard() const {
    std::vector<std::string> out;
    for (const auto& text : socket->sent) out.emplace_back(boost::json::parse(text).at("type").as_string());
    return out;
  }
  // The payload of the newest message of that type; empty if there is none.
  boost::json::object newest(const std::string& type) const {
    for (auto it = socket->sent.rbegin(); it != socket->sent.rend(); ++it) {
      const auto message = boost::json::parse(*it).as_object();
      if (std::string_view(message.at("type").as_string()) != type) continue;
      const auto* payload = message.if_contains("payload");
      return payload ? payload->as_object() : boost::json::object();
    }
    return {};
  }
  bool was_told(const std::string& type) const {
    for (const auto& each : heard()) {
      if (each == type) return true;
    }
    return false;
  }
};

}  // namespace ringback::scenario
