#include "sip/call_identity.hpp"

#include <gtest/gtest.h>

namespace ringback::sip {
namespace {

Message invite(const std::string& uri, const std::string& from) {
  Message out;
  out.method = "INVITE";
  out.request_uri = uri;
  return out.add("From", from);
}

struct Row {
  const char* header;
  const char* value;
  const char* forwarded_from;
};
class Forwarded : public testing::TestWithParam<Row> {};

TEST_P(Forwarded, IsTheFirstEntrysUserUnchanged) {
  Message message = invite("sip:1@x", "<sip:2@x>");
  message.add(GetParam().header, GetParam().value);
  EXPECT_EQ(describe_trunk_call(message).forwarded_from, GetParam().forwarded_from);
}

INSTANTIATE_TEST_SUITE_P(
    All, Forwarded,
    testing::Values(Row{"Diversion", "<sip:05031234567@carrier.example>;reason=no-answer", "05031234567"},
                    Row{"Diversion", "\"A, B\" <sip:+815031234567;cpc=x@h>, <sip:9@h>", "+815031234567"},
                    Row{"Diversion", "<tel:050-3123-4567>", "050-3123-4567"},
                    Row{"History-Info", "<sip:05031234567@h?Reason=SIP%3Bcause%3D302>;index=1, <sip:1@h>;index=1.1",
                        "05031234567"},
                    Row{"Diversion", "nonsense", ""}, Row{"Subject", "<sip:1@h>", ""}));

TEST(CallIdentity, DiversionGoesBeforeHistoryInfo) {
  Message message = invite("sip:1@x", "<sip:2@x>");
  message.add("History-Info", "<sip:history@h>;index=1").add("Diversion", "<sip:diversion@h>");
  EXPECT_EQ(describe_trunk_call(message).forwarded_from, "diversion");
}

TEST(CallIdentity, NumbersComeAsTheyWereSent) {
  const auto call =
      describe_trunk_call(invite("sip:%2B8150;phone-context=jp@x;user=phone", "\"Al\" <sip:0312345678@h>;tag=1"));
  EXPECT_EQ(call.called, "+8150");
  EXPECT_EQ(call.caller, "0312345678");
  EXPECT_EQ(call.call_sid, "");
}

TEST(CallIdentity, PhoneIsItsConfiguredNumberAndForwardsNothing) {
  Message message = invite("tel:05031234567", "<sip:+1999@h>");
  message.add("Diversion", "<sip:+1888@h>");
  const auto call = describe_phone_call(message, {"alice", "secret", "+819059876543"});
  EXPECT_EQ(call.called, "05031234567");
  EXPECT_EQ(call.caller, "+819059876543");
  EXPECT_EQ(call.forwarded_from, "");
}

}  // namespace
}  // namespace ringback::sip
