// Text frames of browsers, at a socket that has a token and rings, has a call and dials, and at one that has none. The
// input is cut at NUL bytes into frames; an empty one lets a second pass.
#include <chrono>
#include <cstdint>
#include <ringback/capability_token.hpp>
#include <string>
#include <vector>

#include "base/log.hpp"
#include "base/manual_deadlines.hpp"
#include "browser/fake_keys.hpp"
#include "browser/fake_media.hpp"
#include "browser/fake_web_socket.hpp"
#include "browser/gateway.hpp"

namespace {

using namespace ringback;
using namespace ringback::browser;

const std::string account_sid = "AC00000000000000000000000000000001";
const std::string auth_token = "0123456789abcdef0123456789abcdef";

// Answers every call and lets each leg go when it ends.
class Phone final : public call::IncomingLegHandler, public call::Leg::Listener {
 public:
  void on_incoming(std::unique_ptr<call::Leg> leg, call::IncomingCall) override {
    take(std::move(leg));
    legs_.back()->ring();
    legs_.back()->answer();
  }
  void on_gone(call::Leg& leg, call::Cause, int) override {
    std::erase_if(legs_, [&](const auto& own) { return own.get() == &leg; });
  }
  void take(std::unique_ptr<call::Leg> leg) {
    leg->set_listener(this);
    legs_.push_back(std::move(leg));
  }

 private:
  std::vector<std::unique_ptr<call::Leg>> legs_;
};

struct House {
  House() { keys.accounts.rows[account_sid] = {.sid = account_sid, .auth_token = auth_token}; }

  std::shared_ptr<http::WebSocket::Listener> open() { return gateway.accept(std::make_shared<FakeWebSocket>()); }

  std::shared_ptr<http::WebSocket::Listener> online() {
    kit::Capabilities rights;
    rights.incoming_client_name = "alice";
    rights.outgoing_application_sid = "AP00000000000000000000000000000003";
    const std::string token = kit::make_capability_token(account_sid, auth_token, rights, 1'700'003'600);
    auto socket = open();
    socket->on_text(R"({"type":"listen","version":"1.6","payload":{"token":")" + token + R"("}})");
    deadlines.settle();
    socket->on_text(R"({"type":"register","payload":{"media":{"audio":true}}})");
    return socket;
  }

  void ring(const std::string& call_sid) {
    call::Target target;
    target.kind = call::Target::Kind::client;
    target.address = "alice";
    target.account_sid = account_sid;
    target.call_sid = call_sid;
    auto legs = gateway.make(target);
    for (auto& leg : *legs) {
      leg->dial();
      phone.take(std::move(leg));
    }
  }

  boost::asio::io_context io;
  ManualDeadlines deadlines{io};
  FakeKeys keys{deadlines};
  FakeEngine engine;
  Phone phone;
  Gateway gateway{Options{}, {io.get_executor(), deadlines, keys, engine, phone}};
};

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  log::set_level(log::Level::error);
  House house;
  const auto known = house.online();
  const auto stranger = house.open();
  house.ring("CA1");
  house.ring("CA2");
  known->on_text(R"({"type":"answer","payload":{"callsid":"CA2","sdp":"v=0"}})");
  std::string_view rest(reinterpret_cast<const char*>(data), size);
  while (!rest.empty()) {
    const auto end = rest.find('\0');
    const std::string frame(rest.substr(0, end));
    rest = end == std::string_view::npos ? std::string_view{} : rest.substr(end + 1);
    if (frame.empty()) house.deadlines.advance(std::chrono::seconds(1));
    known->on_text(frame);
    stranger->on_text(frame);
    house.deadlines.settle();
  }
  known->on_close();
  stranger->on_close();
  house.deadlines.advance(std::chrono::minutes(2));
  return 0;
}
