#pragma once

#include <boost/asio/io_context.hpp>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "base/manual_deadlines.hpp"
#include "sip/endpoint.hpp"
#include "sip/fake_media.hpp"
#include "sip/resolver_fixture.hpp"
#include "sip/via.hpp"
#include "sip/wire_fixture.hpp"

// For fuzzers: an Endpoint in virtual time and a peer who plays it a script.
namespace ringback::sip {

// Rings every call, answers those to numbers that end in 1, rejects those that end in 2, is heard early by those to 3.
struct Reception final : call::IncomingLegHandler, call::Leg::Listener {
  void on_incoming(std::unique_ptr<call::Leg> leg, call::IncomingCall incoming) override {
    leg->set_listener(this);
    leg->ring();
    if (incoming.called.ends_with('1')) leg->answer();
    if (incoming.called.ends_with('2')) leg->reject(call::Cause::busy);
    if (incoming.called.ends_with('3')) leg->early_media();
    legs.push_back(std::move(leg));
  }
  void on_gone(call::Leg& gone, call::Cause, int) override {
    std::erase_if(legs, [&](const auto& leg) { return leg.get() == &gone; });
  }
  std::vector<std::unique_ptr<call::Leg>> legs;
};

void replace_all(std::string& text, const std::string& what, const std::string& by) {
  for (auto at = text.find(what); at != std::string::npos; at = text.find(what, at + by.size())) {
    text.replace(at, what.size(), by);
  }
}

// What a peer has learned from our last datagram: `$TAG` is our tag, `$RSEQ` the number of a reliable response,
// `$BRANCH` and `$CALL` are our request's.
struct Learned {
  void from(const Message& message) {
    if (message.headers.empty()) return;
    const std::string found = tag(message, message.is_request() ? "From" : "To");
    if (!found.empty()) our_tag = found;
    if (message.find("RSeq")) sequence = message.value("RSeq");
    if (!message.is_request()) return;
    if (const auto via = top_via(message)) branch = via->branch;
    call_id = message.value("Call-ID");
  }
  std::string our_tag, branch, call_id, sequence;
};

// Datagrams from 192.0.2.2, separated by lines of `----`. A datagram `wait` lets 40 s pass, `hour` an hour; `dial`
// calls a number that is no phone's.
inline void converse(const Options& options, const std::string& script) {
  boost::asio::io_context io;
  ManualDeadlines deadlines(io);
  Wire wire;
  FakeEngine engine;
  FakeResolver dns;
  Reception reception;
  Endpoint endpoint(options, {wire, deadlines, engine, dns});
  endpoint.set_handler(&reception);

  const std::string separator = "----\n";
  std::string input = script;
  Learned learned;
  while (!wire.sent.empty()) learned.from(wire.take());
  for (int i = 0; i < 30 && !input.empty(); ++i) {
    const auto end = input.find(separator);
    std::string datagram = input.substr(0, end);
    input = end == std::string::npos ? "" : input.substr(end + separator.size());
    replace_all(datagram, "$TAG", learned.our_tag);
    replace_all(datagram, "$BRANCH", learned.branch);
    replace_all(datagram, "$CALL", learned.call_id);
    replace_all(datagram, "$RSEQ", learned.sequence);
    if (datagram == "wait\n") deadlines.advance(std::chrono::seconds(40));
    if (datagram == "hour\n") deadlines.advance(std::chrono::hours(1));
    if (datagram == "dial\n") {
      auto legs = endpoint.make({.address = "+819059876543", .from = "+815031234567"});
      if (!legs) continue;
      reception.legs.push_back(std::move(legs->front()));
      reception.legs.back()->set_listener(&reception);
      reception.legs.back()->dial();
    }
    endpoint.receive(datagram, {"192.0.2.2", 5060});
    deadlines.settle();
    while (!wire.sent.empty()) learned.from(wire.take());
  }
  if (script.size() % 2 == 0) endpoint.shutdown();
  deadlines.advance(std::chrono::minutes(5));
}

}  // namespace ringback::sip
