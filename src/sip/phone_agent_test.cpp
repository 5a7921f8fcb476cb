#include "sip/phone_agent.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/manual_deadlines.hpp"
#include "sip/endpoint_fixture.hpp"
#include "sip/network_fixture.hpp"

namespace ringback::sip {
namespace {

using call::Cause;
using std::chrono::seconds;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;

const Peer server_address{"192.0.2.1", 5060};

// A phone with its own record of what happened.
struct TestPhone final : PhoneAgent::Listener {
  TestPhone(Network& network, Deadlines& deadlines, const Peer& own, const std::string& password = "secret")
      : socket(network, own) {
    PhoneAgent::Options options;
    options.server_host = server_address.address;
    options.login = {"alice", password};
    agent.emplace(options, PhoneAgent::Context{socket, deadlines, engine, dns, *this});
    socket.start([this](std::string_view bytes, const Peer& from) { agent->receive(bytes, from); });
    agent->start();
  }
  void on_registered() override { recorder.events.emplace_back("registered"); }
  void on_registration_failed(int status) override {
    recorder.events.push_back("not registered " + std::to_string(status));
  }
  void on_incoming(std::unique_ptr<call::Leg> leg, std::string from) override {
    recorder.events.push_back("call from " + from);
    recorder.take(std::move(leg));
  }

  FakeEngine engine;
  FakeResolver dns;
  Recorder recorder;
  Network::Socket socket;
  std::optional<PhoneAgent> agent;
};

class PhoneAgentTest : public testing::Test {
 protected:
  PhoneAgentTest() {
    Options options;
    options.phones = {{"alice", "secret", "+819059876543"}};
    endpoint.emplace(options, Endpoint::Context{server_socket, deadlines, engine, dns});
    endpoint->set_handler(&server);
    server_socket.start([this](std::string_view bytes, const Peer& from) { endpoint->receive(bytes, from); });
  }
  TestPhone& add_phone(std::uint16_t port = 5061, const std::string& password = "secret") {
    phones.push_back(std::make_unique<TestPhone>(network, deadlines, Peer{"198.51.100.7", port}, password));
    deadlines.settle();
    return *phones.back();
  }
  void dial_phone() {
    call::Target target;
    target.address = "+819059876543";
    target.from = "+815031234567";
    auto legs = endpoint->make(target);
    ASSERT_TRUE(legs);
    for (auto& leg : *legs) server.take(std::move(leg));
    for (const auto& leg : server.legs) leg->dial();
    deadlines.settle();
  }

  boost::asio::io_context io;
  ManualDeadlines deadlines{io};
  Network network{io};
  Network::Socket server_socket{network, server_address};
  FakeEngine engine;
  FakeResolver dns;
  Recorder server;
  std::optional<Endpoint> endpoint;
  std::vector<std::unique_ptr<TestPhone>> phones;
};

TEST_F(PhoneAgentTest, RegistersAndKeepsRegistered) {
  TestPhone& phone = add_phone();
  EXPECT_THAT(phone.recorder.events, ElementsAre("registered"));
  EXPECT_EQ(endpoint->registered_contacts(), 1U);
  deadlines.advance(seconds(1000));
  EXPECT_EQ(endpoint->registered_contacts(), 1U);
  EXPECT_THAT(phone.recorder.events, ElementsAre("registered"));
}

TEST_F(PhoneAgentTest, TakesItsRegistrationBack) {
  TestPhone& phone = add_phone();
  phone.agent->stop();
  deadlines.settle();
  EXPECT_EQ(endpoint->registered_contacts(), 0U);
  EXPECT_TRUE(phone.agent->idle());
}

TEST_F(PhoneAgentTest, WrongPasswordIsToldAndTriedAgain) {
  TestPhone& phone = add_phone(5061, "wrong");
  EXPECT_THAT(phone.recorder.events, ElementsAre("not registered 401"));
  EXPECT_FALSE(phone.agent->registered());
  deadlines.advance(seconds(5));
  EXPECT_THAT(phone.recorder.events, SizeIs(2));
}

TEST_F(PhoneAgentTest, RegistersOnceTheServerIsThere) {
  endpoint->set_handler(nullptr);
  server_socket.start([](std::string_view, const Peer&) {});
  TestPhone& phone = add_phone();
  deadlines.advance(seconds(32));
  EXPECT_THAT(phone.recorder.events, ElementsAre("not registered 408"));
  server_socket.start([this](std::string_view bytes, const Peer& from) { endpoint->receive(bytes, from); });
  deadlines.advance(seconds(5));
  EXPECT_THAT(phone.recorder.events, ElementsAre("not registered 408", "registered"));
}

TEST_F(PhoneAgentTest, CallsTheServerAndIsHungUp) {
  TestPhone& phone = add_phone();
  auto leg = phone.agent->call("05031234567");
  ASSERT_TRUE(leg);
  phone.recorder.take(*std::move(leg));
  phone.recorder.legs.front()->dial();
  deadlines.settle();
  ASSERT_THAT(server.incoming, SizeIs(1));
  EXPECT_EQ(server.incoming.front().called, "05031234567");
  EXPECT_EQ(server.incoming.front().caller, "+819059876543");
  server.legs.front()->ring();
  deadlines.settle();
  server.legs.front()->answer();
  deadlines.settle();
  EXPECT_THAT(phone.recorder.events, ElementsAre("registered", "ringing", "answered"));
  EXPECT_THAT(engine.last->offers, ElementsAre("our offer"));
  EXPECT_THAT(phone.engine.last->answers, ElementsAre("our answer 1"));
  server.legs.front()->hangup(Cause::hangup);
  deadlines.settle();
  EXPECT_THAT(phone.recorder.causes, ElementsAre(Cause::hangup));
  EXPECT_TRUE(endpoint->idle());
}

TEST_F(PhoneAgentTest, IsCalledAndHangsUp) {
  TestPhone& phone = add_phone();
  dial_phone();
  EXPECT_THAT(phone.recorder.events, ElementsAre("registered", "call from +815031234567"));
  phone.recorder.legs.front()->ring();
  phone.recorder.legs.front()->answer();
  deadlines.settle();
  EXPECT_THAT(server.events, ElementsAre("ringing", "answered"));
  phone.recorder.legs.front()->hangup(Cause::hangup);
  deadlines.settle();
  EXPECT_THAT(server.causes, ElementsAre(Cause::hangup));
  EXPECT_TRUE(endpoint->idle());
}

TEST_F(PhoneAgentTest, DeclinesAsAPhoneDoes) {
  TestPhone& phone = add_phone();
  dial_phone();
  phone.recorder.legs.front()->ring();
  phone.recorder.legs.front()->reject(Cause::rejected);
  deadlines.settle();
  EXPECT_THAT(server.events, ElementsAre("ringing", "gone 603"));
  EXPECT_THAT(server.causes, ElementsAre(Cause::busy));
}

TEST_F(PhoneAgentTest, OneOfTwoPhonesAnswersAndTheOtherIsCancelled) {
  TestPhone& one = add_phone(5061);
  TestPhone& two = add_phone(5062);
  dial_phone();
  ASSERT_THAT(server.legs, SizeIs(2));
  two.recorder.legs.front()->answer();
  deadlines.settle();
  server.legs.front()->hangup(Cause::answered_elsewhere);
  deadlines.settle();
  EXPECT_THAT(one.recorder.causes, ElementsAre(Cause::cancelled));
  EXPECT_THAT(two.recorder.causes, IsEmpty());
}

TEST_F(PhoneAgentTest, CallsSurviveLostDatagrams) {
  TestPhone& phone = add_phone();
  network.lose = 1;  // INVITE
  dial_phone();
  deadlines.advance(seconds(1));
  network.lose = 1;  // 200
  phone.recorder.legs.front()->answer();
  deadlines.advance(seconds(1));
  EXPECT_THAT(server.events, ElementsAre("answered"));
  network.lose = 1;  // BYE
  server.legs.front()->hangup(Cause::hangup);
  deadlines.advance(seconds(1));
  EXPECT_THAT(phone.recorder.causes, ElementsAre(Cause::hangup));
  EXPECT_TRUE(endpoint->idle());
}

TEST_F(PhoneAgentTest, TakesCallsFromItsServerAlone) {
  TestPhone& phone = add_phone();
  Network::Socket stranger(network, {"203.0.113.66", 5060});
  int status = 0;
  stranger.start([&](std::string_view bytes, const Peer&) { status = parse_message(bytes)->status; });
  stranger.send(
      "INVITE sip:alice@198.51.100.7 SIP/2.0\r\nVia: SIP/2.0/UDP 203.0.113.66;rport;branch=z9hG4bK1\r\n"
      "From: <sip:x@x>;tag=1\r\nTo: <sip:alice@x>\r\nCall-ID: c\r\nCSeq: 1 INVITE\r\n\r\n",
      {"198.51.100.7", 5061});
  deadlines.settle();
  EXPECT_EQ(status, 403);
  EXPECT_THAT(phone.recorder.legs, IsEmpty());
}

TEST_F(PhoneAgentTest, CannotCallBeforeItIsRegistered) {
  TestPhone& phone = add_phone(5061, "wrong");
  const auto leg = phone.agent->call("1");
  ASSERT_FALSE(leg);
  EXPECT_EQ(leg.error().message, "not registered");
}

}  // namespace
}  // namespace ringback::sip
