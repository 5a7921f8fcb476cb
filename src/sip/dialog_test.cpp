#include "sip/dialog.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace ringback::sip {
namespace {

using testing::ElementsAre;

Message invite() {
  Message out;
  out.method = "INVITE";
  out.request_uri = "sip:b@far.example";
  out.add("From", "\"A\" <sip:a@near.example>;tag=a1").add("To", "<sip:b@far.example>").add("Call-ID", "c");
  out.add("CSeq", "7 INVITE").add("Contact", "<sip:a@192.0.2.7;ob>");
  return out.add("Record-Route", "<sip:192.0.2.10;lr>, <sip:192.0.2.11;lr>");
}

TEST(Dialog, OfTheServerMirrorsTheInvite) {
  Dialog dialog = dialog_of(invite(), "b1");
  const Message bye = dialog.request("BYE");
  EXPECT_EQ(bye.request_uri, "sip:a@192.0.2.7;ob");
  EXPECT_EQ(bye.value("From"), "<sip:b@far.example>;tag=b1");
  EXPECT_EQ(bye.value("To"), "\"A\" <sip:a@near.example>;tag=a1");
  EXPECT_EQ(bye.value("CSeq"), "1 BYE");
  EXPECT_THAT(bye.list("Route"), ElementsAre("<sip:192.0.2.10;lr>", "<sip:192.0.2.11;lr>"));
  EXPECT_EQ(next_hop(dialog), (Peer{"192.0.2.10", 5060}));
}

TEST(Dialog, OfTheClientLearnsFromTheResponse) {
  Dialog dialog = dialog_of(invite());
  EXPECT_EQ(dialog.remote_target, "sip:b@far.example");
  EXPECT_FALSE(next_hop(dialog));
  Message ok = make_response(invite(), 200);
  ok.set("To", "<sip:b@far.example>;tag=b1").add("Contact", "<sip:b@192.0.2.8>");
  ok.add("Record-Route", "<sip:192.0.2.11;lr>").add("Record-Route", "<sip:192.0.2.10;lr>");
  dialog.learn(ok);
  EXPECT_EQ(dialog.remote_tag, "b1");
  EXPECT_THAT(dialog.route_set, ElementsAre("<sip:192.0.2.10;lr>", "<sip:192.0.2.11;lr>"));
  const Message ack = dialog.ack(7);
  EXPECT_EQ(ack.request_uri, "sip:b@192.0.2.8");
  EXPECT_EQ(ack.value("CSeq"), "7 ACK");
  EXPECT_EQ(dialog.request("BYE").value("CSeq"), "8 BYE");
}

TEST(Dialog, TakesOnlyRequestsThatAreNotOlder) {
  Dialog dialog = dialog_of(invite(), "b1");
  const auto numbered = [](const char* cseq) { return Message{}.set("CSeq", cseq); };
  EXPECT_FALSE(dialog.take_sequence(numbered("6 INFO")));
  EXPECT_TRUE(dialog.take_sequence(numbered("9 INFO")));
  EXPECT_FALSE(dialog.take_sequence(numbered("8 INFO")));
  EXPECT_FALSE(dialog.take_sequence(numbered("nonsense")));
}

TEST(Dialog, WithoutRoutesTheContactIsNext) {
  Message without = invite();
  without.remove("Record-Route");
  Dialog dialog = dialog_of(without, "b1");
  EXPECT_EQ(next_hop(dialog), (Peer{"192.0.2.7", 5060}));
  dialog.refresh_target(Message{}.add("Contact", "<sip:a@192.0.2.9:5070>"));
  EXPECT_EQ(next_hop(dialog), (Peer{"192.0.2.9", 5070}));
  dialog.refresh_target(Message{});
  dialog.refresh_target(Message{}.add("Contact", "nonsense"));
  EXPECT_EQ(next_hop(dialog), (Peer{"192.0.2.9", 5070}));
}

}  // namespace
}  // namespace ringback::sip
