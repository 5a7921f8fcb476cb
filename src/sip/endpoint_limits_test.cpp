#include "sip/endpoint_fixture.hpp"

// What a peer can't get us to do.
namespace ringback::sip {
namespace {

using std::chrono::seconds;
using testing::IsEmpty;

class LimitsTest : public EndpointFixture {
 protected:
  void limit(const Limits& limits) {
    Options with = options();
    with.limits = limits;
    make_endpoint(with);
  }
  // INVITEs that ring, all of one source.
  void ring(int count, const Peer& from) {
    for (int i = 0; i < count; ++i) {
      call_id = "ringing-" + std::to_string(i) + from.address;
      receive(invite(), from);
    }
    wire.sent.clear();
  }
};

TEST_F(LimitsTest, TenThousandForgedSourcesLeaveNothingBehind) {
  std::size_t asked_bytes = 0;
  std::size_t answered_bytes = 0;
  for (int i = 0; i < 10'000; ++i) {
    Message asked = i % 2 == 0 ? invite() : request("REGISTER", "alice");
    asked.set("Call-ID", "forged-" + std::to_string(i));
    const std::string bytes = asked.serialise();
    asked_bytes += bytes.size();
    endpoint->receive(bytes, {"10.1." + std::to_string(i / 250) + "." + std::to_string(i % 250), 5060});
    while (!wire.sent.empty()) {
      answered_bytes += wire.sent.front().bytes.size();
      wire.sent.pop_front();
    }
  }
  EXPECT_EQ(endpoint->transactions(), 0);
  EXPECT_EQ(endpoint->half_open(), 0);
  EXPECT_EQ(endpoint->calls(), 0);
  EXPECT_EQ(endpoint->registered_contacts(), 0);
  EXPECT_THAT(recorder.incoming, IsEmpty());
  EXPECT_GT(endpoint->counters().challenged, 5000);
  EXPECT_LE(answered_bytes, asked_bytes * 3 / 2);
  // Nothing runs on either.
  wire.count = 0;
  deadlines.advance(seconds(120));
  EXPECT_EQ(wire.count, 0);
}

TEST_F(LimitsTest, AFloodOfOneStrangerIsAnsweredAtItsRateAndHurtsNobodyElse) {
  for (int i = 0; i < 1000; ++i) endpoint->receive(invite().serialise(), phone);
  EXPECT_EQ(endpoint->counters().challenged, 500);
  EXPECT_EQ(endpoint->counters().over_rate, 500);
  wire.sent.clear();
  receive(request("REGISTER", "alice"), {"198.51.100.8", 5060});
  EXPECT_EQ(take().status, 401);
  receive(invite());
  EXPECT_EQ(recorder.incoming.size(), 1);
}

TEST_F(LimitsTest, ARegisteredPhoneHasNoRate) {
  register_phone();
  for (int i = 0; i < 600; ++i) endpoint->receive(request("OPTIONS").serialise(), phone);
  EXPECT_EQ(endpoint->counters().over_rate, 0);
}

TEST_F(LimitsTest, UnansweredCallsOfOneSourceAreLimited) {
  limit({.half_open_per_source = 3});
  ring(3, trunk);
  call_id = "one more";
  receive(invite());
  const Message refused = take();
  EXPECT_EQ(refused.status, 503);
  EXPECT_EQ(refused.value("Retry-After"), "5");
  EXPECT_EQ(endpoint->counters().half_open, 1);
  EXPECT_EQ(endpoint->half_open(), 3);
  recorder.legs.front()->reject(call::Cause::busy);
  wire.sent.clear();
  receive(invite());
  EXPECT_EQ(take().status, 100);
}

TEST_F(LimitsTest, UnansweredCallsOfAllAreLimitedAndStrangersHearNothing) {
  limit({.half_open = 2});
  ring(2, trunk);
  call_id = "one more";
  receive(invite(), phone);
  EXPECT_THAT(wire.sent, IsEmpty());
  EXPECT_EQ(endpoint->counters().half_open, 1);
}

TEST_F(LimitsTest, CallsUnderWayGoOnBeyondTheLimit) {
  limit({.half_open_per_source = 1});
  set_up_incoming();
  receive(in_dialog("BYE"));
  EXPECT_EQ(take().status, 200);
}

TEST_F(LimitsTest, BeyondTheTransactionsThatAreRememberedNothingNewBegins) {
  limit({.transactions = 1});
  ring(1, trunk);
  call_id = "one more";
  receive(invite());
  EXPECT_EQ(take().status, 503);
  EXPECT_EQ(endpoint->counters().transactions, 1);
  EXPECT_FALSE(endpoint->make(target("+81312345678")));
}

TEST_F(LimitsTest, MoreCallsThanTheLimitAreCounted) {
  Options with = options();
  with.max_calls = 1;
  make_endpoint(with);
  ring(2, trunk);
  EXPECT_EQ(endpoint->counters().calls, 1);
}

TEST_F(LimitsTest, MessagesAndHeadersAreLimited) {
  limit({.message_bytes = 2000, .headers = 20});
  receive(request("OPTIONS").set_body("text/plain", std::string(2000, 'x')));
  EXPECT_EQ(endpoint->counters().too_large, 1);
  Message many = request("OPTIONS");
  for (int i = 0; i < 20; ++i) many.add("X", "1");
  receive(many);
  EXPECT_EQ(endpoint->counters().malformed, 1);
  EXPECT_EQ(wire.count, 0);
}

TEST_F(LimitsTest, RegistrationsOfAPhoneAreLimited) {
  limit({.registrations_per_phone = 2});
  for (int i = 0; i < 3; ++i) register_phone("sip:alice@10.0.0." + std::to_string(i));
  EXPECT_EQ(endpoint->registered_contacts(), 2);
}

// Every answer that a stranger can provoke, to requests as small as they can be.
struct Provocation {
  const char* name;
  const char* start;  // method and Request-URI
  const char* to_tag;
  const char* more;
};
void PrintTo(const Provocation& provocation, std::ostream* out) {
  *out << provocation.name;
}

class AmplificationTest : public LimitsTest, public testing::WithParamInterface<Provocation> {
 protected:
  static std::string smallest(const std::string& padding) {
    const Provocation& how = GetParam();
    const std::string method(how.start, std::string_view(how.start).find(' '));
    return std::string(how.start) + " SIP/2.0\r\nv:SIP/2.0/UDP a;branch=z9hG4bK1\r\nf:<sip:a@a>;tag=1\r\nt:<sip:b@b>" +
           how.to_tag + "\r\ni:1\r\nCSeq:1 " + method + "\r\n" + how.more + padding + "\r\n";
  }
};

TEST_P(AmplificationTest, AnAnswerIsAtMostHalfAsLargeAgainAsTheRequest) {
  for (std::size_t size = 0; size < 400; size += 20) {
    const std::string asked = smallest(size == 0 ? "" : "X: " + std::string(size, 'x') + "\r\n");
    wire.sent.clear();
    endpoint->receive(asked, phone);
    ASSERT_LE(wire.sent.size(), 1);
    if (!wire.sent.empty()) {
      EXPECT_LE(wire.sent.front().bytes.size() * 2, asked.size() * 3) << wire.sent.front().bytes;
    }
  }
  // As soon as the request is large enough there is one.
  EXPECT_EQ(wire.sent.size(), 1);
}

INSTANTIATE_TEST_SUITE_P(
    Refusals, AmplificationTest,
    testing::Values(
        Provocation{"challenge of INVITE", "INVITE sip:b@b", "", ""},
        Provocation{"challenge of REGISTER", "REGISTER sip:b", "", ""},
        Provocation{"wrong password", "REGISTER sip:b", "",
                    "Authorization: Digest username=\"alice\",realm=\"ringback\",nonce=\"1\",uri=\"sip:b\","
                    "response=\"0123456789abcdef0123456789abcdef\"\r\n"},
        Provocation{"OPTIONS", "OPTIONS sip:b@b", "", ""}, Provocation{"unserved method", "MESSAGE sip:b@b", "", ""},
        Provocation{"unknown method", "NONSENSE sip:b@b", "", ""},
        Provocation{"no dialog", "BYE sip:b@b", ";tag=2", ""}, Provocation{"no transaction", "CANCEL sip:b@b", "", ""},
        Provocation{"unknown extension", "INVITE sip:b@b", "", "Require: x\r\n"},
        Provocation{"unknown scheme", "OPTIONS x:b", "", ""}, Provocation{"bad Request-URI", "OPTIONS <sip:b>", "", ""},
        Provocation{"nobody", "INVITE sip:b", "", ""}, Provocation{"bad length", "OPTIONS sip:b@b", "", "l: 9\r\n"},
        Provocation{"no acceptable type", "INVITE sip:b@b", "", "Accept: a/b\r\n"}));

TEST_F(LimitsTest, WhatIsTooLargeForAStrangerIsCounted) {
  endpoint->receive(
      "REGISTER sip:b SIP/2.0\r\nv:SIP/2.0/UDP a\r\nf:<sip:a>\r\nt:<sip:b>\r\ni:1\r\nCSeq:1 REGISTER\r\n\r\n", phone);
  EXPECT_THAT(wire.sent, IsEmpty());
  EXPECT_EQ(endpoint->counters().withheld, 1);
}

TEST_F(LimitsTest, OverTcpTheAddressIsProvenAndTheAnswerWhole) {
  endpoint->receive(
      "REGISTER sip:b SIP/2.0\r\nv:SIP/2.0/TCP a\r\nf:<sip:a>\r\nt:<sip:b>\r\ni:1\r\nCSeq:1 REGISTER\r\nl:0\r\n\r\n",
      {"198.51.100.7", 40'001, Protocol::tcp});
  EXPECT_EQ(take().status, 401);
}

TEST_F(LimitsTest, OverTcpARequestMustTellItsLength) {
  endpoint->receive(
      "OPTIONS sip:b SIP/2.0\r\nv:SIP/2.0/TCP a\r\nf:<sip:a>\r\nt:<sip:b>\r\ni:1\r\nCSeq:1 OPTIONS\r\n\r\n",
      {"198.51.100.7", 40'001, Protocol::tcp});
  EXPECT_EQ(take().status, 400);
}

}  // namespace
}  // namespace ringback::sip
