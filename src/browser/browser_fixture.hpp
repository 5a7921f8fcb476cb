#pragma once

#include <gtest/gtest.h>

#include <chrono>
#include <memory>
#include <ringback/capability_token.hpp>
#include <string>
#include <utility>
#include <vector>

#include "base/manual_deadlines.hpp"
#include "browser/fake_keys.hpp"
#include "browser/fake_media.hpp"
#include "browser/fake_web_socket.hpp"
#include "browser/gateway.hpp"

namespace ringback::browser {

inline const std::string account_sid = "AC00000000000000000000000000000001";
inline const std::string application_sid = "AP00000000000000000000000000000003";
inline const std::string auth_token = "0123456789abcdef0123456789abcdef";

using Frames = std::vector<std::string>;

// For tests: what a leg reports, in words, and its owner until it is gone.
class Ear final : public call::Leg::Listener {
 public:
  explicit Ear(std::unique_ptr<call::Leg> its_leg) : leg(std::move(its_leg)) { leg->set_listener(this); }
  void on_ringing(call::Leg&) override { heard.emplace_back("ringing"); }
  void on_answered(call::Leg&) override { heard.emplace_back("answered"); }
  void on_digit(call::Leg&, char digit) override { heard.push_back(std::string("digit ") + digit); }
  void on_gone(call::Leg&, call::Cause cause, int) override {
    heard.push_back("gone " + std::to_string(static_cast<int>(cause)));
    leg.reset();
  }

  std::vector<std::string> heard;
  std::unique_ptr<call::Leg> leg;
};

inline std::string gone(call::Cause cause) {
  return "gone " + std::to_string(static_cast<int>(cause));
}

// For tests: a browser tab. `type` and `payload` are JSON text.
struct Page {
  std::shared_ptr<FakeWebSocket> socket = std::make_shared<FakeWebSocket>();
  std::shared_ptr<http::WebSocket::Listener> server;
  std::string version = "1.6";
  std::string release = "2.18.5";

  void say(const std::string& type, const std::string& payload) const {
    server->on_text(R"({"type":")" + type + R"(","version":")" + version + R"(","payload":)" + payload + "}");
  }
  void listen(const std::string& token) const {
    say("listen", R"({"token":")" + token + R"(","browserinfo":{"v":")" + release + R"("}})");
  }
  void register_device() const { say("register", R"({"media":{"audio":true}})"); }
  void echo() const { server->on_text("\n"); }
  Frames heard() const { return std::exchange(socket->sent, {}); }
};

// For tests: what pages said beside their calls.
struct FakeMessageHandler final : call::UserMessageHandler {
  std::string account_sid;
  std::string call_sid;
  std::vector<call::UserMessage> taken;

  void on_user_message(const std::string& account, const std::string& call, call::UserMessage message) override {
    account_sid = account;
    call_sid = call;
    taken.push_back(std::move(message));
  }
};

class BrowserTest : public testing::Test, private call::IncomingLegHandler {
 protected:
  BrowserTest() { keys.accounts.rows[account_sid] = {.sid = account_sid, .auth_token = auth_token}; }

  static kit::Capabilities both_rights() {
    kit::Capabilities out;
    out.incoming_client_name = "alice";
    out.outgoing_client_name = "alice";
    out.outgoing_application_sid = application_sid;
    return out;
  }

  std::string token(const kit::Capabilities& capabilities = both_rights(), int ttl = 3600) const {
    return kit::make_capability_token(account_sid, auth_token, capabilities, unix_now(), ttl);
  }

  std::int64_t unix_now() const {
    return std::chrono::duration_cast<std::chrono::seconds>(deadlines.wall_now().time_since_epoch()).count();
  }

  Page open(const std::string& version = "1.6", const std::string& release = "2.18.5") {
    Page page;
    page.version = version;
    page.release = release;
    page.server = gateway.accept(page.socket, "voice.example.com:8443");
    return page;
  }

  // A page that is online; what it was told is forgotten.
  Page online(const kit::Capabilities& capabilities = both_rights(), const std::string& version = "1.6") {
    return online(open(version), capabilities);
  }
  // As above, on that release.
  Page online_on(const std::string& version, const std::string& release) {
    return online(open(version, release), both_rights());
  }
  Page online(Page page, const kit::Capabilities& capabilities) {
    page.listen(token(capabilities));
    deadlines.settle();
    page.register_device();
    page.heard();
    return page;
  }

  void lose(Page& page) {
    page.server->on_close();
    page.server.reset();
    deadlines.settle();
  }

  // Time passes for pages that echo the heartbeat.
  void pass(std::chrono::seconds time, const std::vector<const Page*>& pages) {
    for (std::chrono::seconds done{0}; done < time; done += std::chrono::seconds(5)) {
      deadlines.advance(std::min(time - done, std::chrono::seconds(5)));
      for (const Page* page : pages) page->echo();
    }
  }

  call::Target client_target(const std::string& call_sid = "CA00000000000000000000000000000001") const {
    call::Target target;
    target.kind = call::Target::Kind::client;
    target.address = "alice";
    target.account_sid = account_sid;
    target.call_sid = call_sid;
    target.from = "+819059876543";
    return target;
  }

  // Rings all of alice's devices.
  std::vector<std::unique_ptr<Ear>> ring(const call::Target& target) {
    std::vector<std::unique_ptr<Ear>> out;
    auto legs = gateway.make(target);
    if (!legs) return out;
    for (auto& leg : *legs) out.push_back(std::make_unique<Ear>(std::move(leg)));
    for (const auto& ear : out) ear->leg->dial();
    deadlines.settle();
    return out;
  }

  boost::asio::io_context io;
  ManualDeadlines deadlines{io};
  FakeKeys keys{deadlines};
  FakeEngine engine;
  std::vector<std::unique_ptr<Ear>> callers;  // of calls that pages made
  std::vector<call::IncomingCall> calls;
  FakeMessageHandler messages;
  Gateway gateway{Options{}, {io.get_executor(), deadlines, keys, engine, *this, &messages}};

 private:
  void on_incoming(std::unique_ptr<call::Leg> leg, call::IncomingCall call) override {
    callers.push_back(std::make_unique<Ear>(std::move(leg)));
    calls.push_back(std::move(call));
  }
};

}  // namespace ringback::browser
