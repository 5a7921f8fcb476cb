#include "api/fixture_test.hpp"

namespace ringback::api {
namespace {

struct UserDefinedMessages : ApiTest {
  UserDefinedMessages() {
    pages.account_sid = account.sid;
    pages.call_sid = call_sid;
  }
  http::Response say(const Parameters& form) { return post("/Calls/" + call_sid + "/UserDefinedMessages.json", form); }
  http::Response subscribe(const Parameters& form) {
    return post("/Calls/" + call_sid + "/UserDefinedMessageSubscriptions.json", form);
  }

  const std::string call_sid = make_sid("CA");
};

TEST_F(UserDefinedMessages, ReachThePageOfTheCall) {
  const auto response = say({{"Content", R"({"hello":1})"}});
  ASSERT_EQ(outcome(response), "201");
  ASSERT_EQ(pages.told.size(), 1U);
  EXPECT_EQ(pages.told[0].content, R"({"hello":1})");
  EXPECT_EQ(members(json(response)), (std::vector<std::string>{"account_sid", "call_sid", "date_created", "sid"}));
  EXPECT_EQ(text(json(response), "sid"), pages.told[0].sid);
  EXPECT_TRUE(is_sid(pages.told[0].sid, "KX"));
}

TEST_F(UserDefinedMessages, SaidAgainWithTheSameKeyAreSaidOnce) {
  const auto first = say({{"Content", "1"}, {"IdempotencyKey", "k"}});
  const auto again = say({{"Content", "1"}, {"IdempotencyKey", "k"}});
  EXPECT_EQ(text(json(first), "sid"), text(json(again), "sid"));
  EXPECT_EQ(pages.told.size(), 1U);
}

TEST_F(UserDefinedMessages, AreRefusedWithTheirOwnCodes) {
  EXPECT_EQ(outcome(say({})), "400 32702");
  EXPECT_EQ(outcome(say({{"Content", "{"}})), "400 32702");
  EXPECT_EQ(outcome(say({{"Content", '"' + std::string(10'000, 'a') + '"'}})), "400 32703");
  pages.call_sid = make_sid("CA");
  EXPECT_EQ(outcome(say({{"Content", "1"}})), "404 20404");
}

TEST_F(UserDefinedMessages, OfThePageReachWhoSubscribed) {
  application.answers_with("http://app/message", "", 204);
  const auto response = subscribe({{"Callback", "http://app/message"}});
  ASSERT_EQ(outcome(response), "201");
  EXPECT_EQ(members(json(response)),
            (std::vector<std::string>{"account_sid", "call_sid", "date_created", "sid", "uri"}));
  subscriptions.on_user_message(account.sid, call_sid, {.sid = "KX1", .content = "1"});
  deadlines.settle();
  EXPECT_EQ(application.asked.size(), 1U);
}

TEST_F(UserDefinedMessages, AreNoLongerHeardAfterTheDelete) {
  const auto made = subscribe({{"Callback", "http://app/message"}});
  const std::string path = text(json(made), "uri");
  const auto deleted = send(request("DELETE", path));
  EXPECT_EQ(deleted.status, 204);
  EXPECT_EQ(deleted.body, "");
  EXPECT_EQ(outcome(send(request("DELETE", path))), "404 20404");
  subscriptions.on_user_message(account.sid, call_sid, {.sid = "KX1", .content = "1"});
  deadlines.settle();
  EXPECT_TRUE(application.asked.empty());
}

TEST_F(UserDefinedMessages, SubscriptionsNeedACallbackAndALiveCall) {
  EXPECT_EQ(outcome(subscribe({})), "400 20001");
  EXPECT_EQ(outcome(subscribe({{"Callback", "ftp://app"}})), "400 21402");
  EXPECT_EQ(outcome(subscribe({{"Callback", "http://app"}, {"Method", "GET"}})), "400 21403");
  pages.call_sid.clear();
  EXPECT_EQ(outcome(subscribe({{"Callback", "http://app"}})), "404 20404");
}

TEST_F(UserDefinedMessages, OfThreeSubscriptionsTheSameKeyMakesOne) {
  const Parameters form = {{"Callback", "http://app/message"}, {"IdempotencyKey", "k"}};
  EXPECT_EQ(text(json(subscribe(form)), "sid"), text(json(subscribe(form)), "sid"));
}

}  // namespace
}  // namespace ringback::api
