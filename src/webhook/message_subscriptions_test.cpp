#include "webhook/message_subscriptions.hpp"

#include <gmock/gmock.h>

#include <boost/json/parse.hpp>

#include "base/manual_deadlines.hpp"
#include "call/fake_leg.hpp"
#include "ringback/request_signature.hpp"
#include "webhook/fake_application.hpp"

namespace ringback::webhook {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

struct MessageSubscriptionsTest : testing::Test {
  boost::asio::io_context io;
  ManualDeadlines deadlines{io};
  FakeApplication application;
  Requests requests{application.as_fetch(), deadlines};
  call::FakeJournal ledger;
  MessageSubscriptions subscriptions{requests, ledger, deadlines, io.get_executor()};

  MessageSubscriptionsTest() { application.answers_with("http://app/message", "", 204); }

  bool subscribe(const std::string& sid = "ZY1", const std::string& url = "http://app/message") {
    return subscriptions.add({sid, "AC1", "token", "CA1", url});
  }
  void says(const std::string& content, const std::string& call = "CA1", const std::string& account = "AC1") {
    subscriptions.on_user_message(account, call, {.sid = "KX1", .content = content});
    deadlines.settle();
  }
  void ends() {
    call::Event event;
    event.kind = call::Event::Kind::ended;
    event.call.sid = "CA1";
    subscriptions.record(event);
  }
  std::string member(std::size_t index, std::string_view name) const {
    return std::string(boost::json::parse(application.asked.at(index).body).at(name).as_string());
  }
};

TEST_F(MessageSubscriptionsTest, AMessageArrivesAsSignedJson) {
  ASSERT_TRUE(subscribe());
  says(R"({"seat":7})");
  ASSERT_EQ(application.asked.size(), 1U);
  EXPECT_EQ(member(0, "Content"), R"({"seat":7})");
  EXPECT_EQ(member(0, "ContentType"), "application/json");
  EXPECT_EQ(member(0, "SequenceNumber"), "0");
  EXPECT_EQ(member(0, "CallSid"), "CA1");
  EXPECT_EQ(member(0, "AccountSid"), "AC1");
  EXPECT_EQ(member(0, "Sid"), "KX1");
  EXPECT_THAT(member(0, "Timestamp"), testing::EndsWith("+0000"));
  const auto& asked = application.asked[0];
  EXPECT_TRUE(kit::validate_request_with_body("token", asked.signature, asked.url, asked.body));
}

TEST_F(MessageSubscriptionsTest, MessagesAreCountedAndInOrder) {
  ASSERT_TRUE(subscribe());
  for (const auto* content : {"1", "2"}) says(content);
  EXPECT_EQ(member(0, "Content") + member(0, "SequenceNumber"), "10");
  EXPECT_EQ(member(1, "Content") + member(1, "SequenceNumber"), "21");
}

TEST_F(MessageSubscriptionsTest, OnlyTheOwnerOfTheCallHears) {
  ASSERT_TRUE(subscribe());
  says("1", "CA2");
  says("1", "CA1", "AC2");
  EXPECT_THAT(application.asked, IsEmpty());
}

TEST_F(MessageSubscriptionsTest, EndsWithItsCallOrByRequest) {
  ASSERT_TRUE(subscribe("ZY1"));
  ASSERT_TRUE(subscribe("ZY2"));
  EXPECT_FALSE(subscriptions.remove("AC2", "CA1", "ZY1"));
  EXPECT_TRUE(subscriptions.remove("AC1", "CA1", "ZY1"));
  EXPECT_FALSE(subscriptions.remove("AC1", "CA1", "ZY1"));
  says("1");
  EXPECT_EQ(application.asked.size(), 1U);
  ends();
  says("2");
  EXPECT_EQ(application.asked.size(), 1U);
}

TEST_F(MessageSubscriptionsTest, WhatWasSaidBeforeTheEndIsDelivered) {
  ASSERT_TRUE(subscribe());
  subscriptions.on_user_message("AC1", "CA1", {.sid = "KX1", .content = "1"});
  subscriptions.on_user_message("AC1", "CA1", {.sid = "KX2", .content = "2"});
  ends();
  deadlines.settle();
  EXPECT_EQ(application.asked.size(), 2U);
}

TEST_F(MessageSubscriptionsTest, AMessageThatIsNotTakenIsAnError) {
  ASSERT_TRUE(subscribe("ZY1", "http://app/missing"));
  says("1");
  EXPECT_THAT(ledger.notices(), ElementsAre(32711));
}

TEST_F(MessageSubscriptionsTest, APageThatTalksTooFastLosesMessagesAndIsNamed) {
  ASSERT_TRUE(subscribe());
  for (int i = 0; i < 102; ++i) subscriptions.on_user_message("AC1", "CA1", {.sid = "KX1", .content = "1"});
  deadlines.settle();
  EXPECT_EQ(application.asked.size(), 100U);
  EXPECT_EQ(ledger.notices().size(), 2U);
}

TEST_F(MessageSubscriptionsTest, ACallHasTenSubscriptionsAtMost) {
  for (int i = 0; i < 10; ++i) EXPECT_TRUE(subscribe());
  EXPECT_FALSE(subscribe());
}

}  // namespace
}  // namespace ringback::webhook
