#pragma once

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <vector>

#include "base/manual_deadlines.hpp"
#include "sip/digest_client.hpp"
#include "sip/endpoint.hpp"
#include "sip/fake_media.hpp"
#include "sip/resolver_fixture.hpp"
#include "sip/wire_fixture.hpp"

// For tests: an Endpoint in virtual time with one phone and one trunk, and scripted peers.
namespace ringback::sip {

// Keeps the legs and writes down what they say.
struct Recorder final : call::IncomingLegHandler, call::Leg::Listener {
  void on_incoming(std::unique_ptr<call::Leg> leg, call::IncomingCall call) override {
    incoming.push_back(std::move(call));
    take(std::move(leg));
  }
  void take(std::unique_ptr<call::Leg> leg) {
    leg->set_listener(this);
    legs.push_back(std::move(leg));
  }
  void on_ringing(call::Leg&) override { events.emplace_back("ringing"); }
  void on_early_media(call::Leg&) override { events.emplace_back("early media"); }
  void on_answered(call::Leg&) override { events.emplace_back("answered"); }
  void on_digit(call::Leg&, char digit) override { events.push_back(std::string("digit ") + digit); }
  void on_gone(call::Leg& gone, call::Cause cause, int sip_code) override {
    causes.push_back(cause);
    events.push_back("gone " + std::to_string(sip_code));
    std::erase_if(legs, [&](const auto& leg) { return leg.get() == &gone; });
  }

  std::vector<call::IncomingCall> incoming;
  std::vector<std::unique_ptr<call::Leg>> legs;
  std::vector<std::string> events;
  std::vector<call::Cause> causes;
};

class EndpointFixture : public testing::Test {
 protected:
  EndpointFixture() { make_endpoint(options()); }
  void make_endpoint(const Options& given) {
    endpoint = std::make_unique<Endpoint>(given, Endpoint::Context{wire, deadlines, engine, dns});
    endpoint->set_handler(&recorder);
  }

  // Without OPTIONS, so that what is sent is what a test asks for.
  static Options options() {
    Options out;
    out.options_interval = std::chrono::milliseconds(0);
    out.phones = {{"alice", "secret", "+819059876543"}};
    out.trunks = {{"carrier", {"203.0.113.1"}, ""}};
    return out;
  }

  // A request as a peer writes it.
  Message request(const std::string& method, const std::string& user = "05031234567") {
    Message out;
    out.method = method;
    out.request_uri = "sip:" + user + "@192.0.2.1";
    out.add("Via", "SIP/2.0/UDP 10.0.0.7:5060;rport;branch=z9hG4bK" + std::to_string(++branches));
    out.add("From", "\"Al\" <sip:0312345678@x>;tag=theirs").add("To", "<sip:" + user + "@192.0.2.1>");
    out.add("Call-ID", call_id).add("CSeq", std::to_string(++sequence) + " " + method);
    out.add("Contact", "<sip:peer@" + to_string(contact) + ">");
    return out;
  }
  Message invite() { return request("INVITE").set_body("application/sdp", "their offer"); }
  // Inside the dialog of the last response that was taken.
  Message in_dialog(const std::string& method) { return request(method).set("To", remote_to); }
  Message ack_of(const Message& invite) {
    Message out = in_dialog("ACK");
    --sequence;
    return out.set("CSeq", std::to_string(cseq(invite)->number) + " ACK");
  }

  void receive(const Message& message, const Peer& from) {
    endpoint->receive(message.serialise(), from);
    deadlines.settle();
  }
  void receive(const Message& message) { receive(message, trunk); }

  // What the endpoint sent next.
  Message take() {
    Message out = wire.take();
    if (!out.is_request() && !tag(out, "To").empty()) remote_to = out.value("To");
    return out;
  }

  // The same request again, with the answer to our challenge.
  Message login(Message asked, const Message& challenge, const std::string& password = "secret") {
    DigestClient client({"alice", password});
    EXPECT_TRUE(client.take_challenge(asked, challenge));
    client.authorise(asked);
    asked.set("Via", "SIP/2.0/UDP 10.0.0.7:5060;rport;branch=z9hG4bK" + std::to_string(++branches));
    return asked.set("CSeq", std::to_string(++sequence) + " " + asked.method);
  }
  void receive_with_login(const Message& asked) {
    receive(asked, phone);
    receive(login(asked, take()), phone);
  }
  void register_phone(const std::string& contact_uri = "sip:alice@10.0.0.7:5060") {
    Message asked = request("REGISTER", "alice");
    asked.set("Contact", "<" + contact_uri + ">").set("Call-ID", "registration of " + contact_uri);
    receive_with_login(asked);
    ASSERT_EQ(take().status, 200);
  }

  // A response of the far end to a request of ours.
  Message answer(const Message& asked, int status, const std::string& their_tag = "far") {
    Message out = make_response(asked, status);
    if (status > 100) out.set("To", std::string(asked.value("To")) + ";tag=" + their_tag);
    out.add("Contact", "<sip:peer@" + to_string(contact) + ">");
    if (status == 200 && asked.is("INVITE")) out.set_body("application/sdp", "their answer");
    return out;
  }

  // A trunk's call that we have answered and that the trunk has acknowledged.
  void set_up_incoming() {
    const Message asked = invite();
    receive(asked);
    recorder.legs.front()->answer();
    wire.sent.pop_front();
    ASSERT_EQ(take().status, 200);
    receive(ack_of(asked));
  }
  // A leg to the trunk, and its INVITE.
  Message dial(const std::string& number = "+81312345678") {
    auto legs = endpoint->make(target(number));
    EXPECT_TRUE(legs);
    for (auto& leg : *legs) recorder.take(std::move(leg));
    recorder.legs.back()->dial();
    return take();
  }
  // A call to the trunk that has been answered; its INVITE. `abilities` are headers of the answer.
  Message set_up_outgoing(const std::vector<Header>& abilities = {}) {
    Message asked = dial();
    Message ok = answer(asked, 200);
    for (const Header& header : abilities) ok.add(header.name, header.value);
    receive(ok);
    EXPECT_EQ(take().method, "ACK");
    return asked;
  }
  // A request of the far end's inside the dialog that `asked` has opened.
  Message far_request(const std::string& method, const Message& asked, const std::string& their_tag = "far") {
    Message out = request(method);
    out.set("Call-ID", asked.value("Call-ID")).set("To", asked.value("From"));
    return out.set("From", std::string(asked.value("To")) + ";tag=" + their_tag);
  }
  static call::Target target(const std::string& number) {
    call::Target out;
    out.address = number;
    out.from = "+815031234567";
    return out;
  }

  boost::asio::io_context io;
  ManualDeadlines deadlines{io};
  Wire wire;
  FakeResolver dns;
  FakeEngine engine;
  Recorder recorder;
  std::unique_ptr<Endpoint> endpoint;
  const Peer trunk{"203.0.113.1", 5060};
  const Peer phone{"198.51.100.7", 40'001};
  Peer contact{"203.0.113.1", 5060};
  std::string call_id = "call-1";
  std::string remote_to;
  int branches = 0;
  int sequence = 0;
};

}  // namespace ringback::sip
