#include "sip/via.hpp"

#include <gtest/gtest.h>

namespace ringback::sip {
namespace {

const Peer source{"198.51.100.7", 40'001};

std::string stamped(const std::string& via) {
  Message message;
  message.add("Via", via);
  stamp_source(message, source);
  return std::string(message.value("Via"));
}

TEST(Via, IsReadWithBlanksAnywhere) {
  const auto via = parse_via("SIP / 2.0 / UDP  first.example.com : 4000 ;ttl=16 ;branch = z9hG4bKa7c6;rport");
  ASSERT_TRUE(via);
  EXPECT_EQ(via->transport, "UDP");
  EXPECT_EQ(via->host, "first.example.com");
  EXPECT_EQ(via->port, 4000);
  EXPECT_EQ(via->branch, "z9hG4bKa7c6");
  EXPECT_TRUE(via->rport);
}

TEST(Via, RefusesWhatIsNone) {
  for (const auto* text : {"", "SIP/2.0/UDP", "SIP/2.0 h", "HTTP/2.0/UDP h", "SIP/2.0/UDP h:x", "SIP/2.0/UDP a@h",
                           "SIP/2.0/ h", "SIP//UDP h"}) {
    EXPECT_FALSE(parse_via(text)) << text;
  }
}

TEST(Via, SourceIsNotedAndThePortOnlyIfAskedFor) {
  EXPECT_EQ(stamped("SIP/2.0/UDP 10.0.0.1:5060;branch=b"), "SIP/2.0/UDP 10.0.0.1:5060;branch=b;received=198.51.100.7");
  EXPECT_EQ(stamped("SIP/2.0/UDP 10.0.0.1;rport;branch=b"),
            "SIP/2.0/UDP 10.0.0.1;branch=b;received=198.51.100.7;rport=40001");
}

TEST(Via, ForgedSourceIsReplacedAndOtherElementsStay) {
  EXPECT_EQ(stamped("SIP/2.0/UDP a;received=192.0.2.9;branch=b, SIP/2.0/UDP c;received=192.0.2.8"),
            "SIP/2.0/UDP a;branch=b;received=198.51.100.7, SIP/2.0/UDP c;received=192.0.2.8");
}

TEST(Via, ResponsesGoToTheSourceAddress) {
  EXPECT_EQ(response_target(*parse_via("SIP/2.0/UDP 10.0.0.1:5070;rport"), source), source);
  EXPECT_EQ(response_target(*parse_via("SIP/2.0/UDP 10.0.0.1:5070"), source), (Peer{source.address, 5070}));
  EXPECT_EQ(response_target(*parse_via("SIP/2.0/UDP 10.0.0.1"), source), (Peer{source.address, 5060}));
}

TEST(Via, OursIsNewEachTime) {
  const auto one = parse_via(make_via({"2001:db8::1", 5060}));
  const auto other = parse_via(make_via({"2001:db8::1", 5060}));
  ASSERT_TRUE(one && other);
  EXPECT_EQ(one->host, "2001:db8::1");
  EXPECT_TRUE(one->branch.starts_with(magic_cookie));
  EXPECT_NE(one->branch, other->branch);
}

TEST(Via, ResponsesOverTcpGoBackOnTheConnectionWhileItIsThere) {
  const Peer connection{"198.51.100.7", 40'001, Protocol::tcp};
  const auto via = *parse_via("SIP/2.0/TCP 10.0.0.1:5070");
  EXPECT_EQ(response_target(via, connection), connection);
  EXPECT_EQ(response_fallback(via, connection), (Peer{"198.51.100.7", 5070, Protocol::tcp}));
}

TEST(Via, OursNamesTheTransport) {
  EXPECT_TRUE(make_via({"192.0.2.1", 5060, Protocol::tcp}).starts_with("SIP/2.0/TCP 192.0.2.1:5060;"));
  Message request;
  request.add("Via", make_via({"192.0.2.1", 5060}));
  const std::string branch = top_via(request)->branch;
  set_via_protocol(request, Protocol::tcp);
  EXPECT_EQ(top_via(request)->transport, "TCP");
  EXPECT_EQ(top_via(request)->branch, branch);
}

}  // namespace
}  // namespace ringback::sip
