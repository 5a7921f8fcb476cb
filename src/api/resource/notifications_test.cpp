#include "api/resource/notifications.hpp"

#include "api/fixture_test.hpp"
#include "store/calls.hpp"
#include "store/notifications.hpp"

namespace ringback::api {
namespace {

struct NotificationsTest : ApiTest {
  std::string call_sid = make_sid("CA");

  NotificationsTest() {
    store::Call call;
    call.sid = call_sid;
    call.account_sid = account.sid;
    call.status = "completed";
    EXPECT_TRUE(wait(store->calls().save(call, {})));
  }
  store::Notification add(int code, bool warning, store::Millis date) {
    store::Notification row;
    row.sid = make_sid("NO");
    row.account_sid = account.sid;
    row.call_sid = call_sid;
    row.error_code = code;
    row.warning = warning;
    row.message_text = "unknown verb <Sing>";
    row.request_url = "http://x/voice";
    row.request_method = "POST";
    row.message_date = date;
    EXPECT_TRUE(wait(store->notifications().add(row)));
    return row;
  }
  std::string path(const std::string& rest) { return "/Calls/" + call_sid + "/Notifications" + rest; }
  std::size_t count(const std::string& query) {
    return json(get(path(".json?" + query))).at("notifications").as_array().size();
  }
};

TEST_F(NotificationsTest, ANotificationHasTheDocumentsMembers) {
  const auto row = add(12200, true, 1'283'286'988'000);
  const auto listed = json(get(path(".json"))).at("notifications").at(0).as_object();
  const std::vector<std::string> expected = {
      "account_sid",  "api_version",  "call_sid",  "date_created",   "date_updated", "error_code", "log",
      "message_date", "message_text", "more_info", "request_method", "request_url",  "sid",        "uri"};
  EXPECT_EQ(members(listed), expected);
  EXPECT_EQ(text(listed, "error_code"), "12200");
  EXPECT_EQ(text(listed, "log"), "1");
  EXPECT_EQ(text(listed, "message_text"), "ErrorCode=12200&LogLevel=WARN&Msg=unknown%20verb%20%3CSing%3E");
  const auto fetched = json(get(path("/" + row.sid + ".json")));
  EXPECT_EQ(fetched.size(), listed.size() + 3);
  EXPECT_EQ(text(fetched, "response_body"), "");
}

TEST_F(NotificationsTest, TheyAreFilteredAndPaged) {
  for (int i = 1; i <= 5; ++i) add(12200 + i, i % 2 == 0, 1'283'286'988'000 + i * 86'400'000LL);
  EXPECT_EQ(count("Log=1"), 2U);
  EXPECT_EQ(count("Log=0"), 3U);
  EXPECT_EQ(count("MessageDate=2010-09-02"), 1U);
  EXPECT_EQ(count("MessageDate%3E=2010-09-02"), 4U);
  std::vector<std::string> codes;
  for (std::string next = path(".json?PageSize=2"); next[0] == '/';) {
    const auto body = json(get(next));
    for (const auto& row : body.at("notifications").as_array()) codes.push_back(text(row.as_object(), "error_code"));
    next = text(body, "next_page_uri");
  }
  EXPECT_EQ(codes, (std::vector<std::string>{"12205", "12204", "12203", "12202", "12201"}));
  EXPECT_EQ(count("PageSize=2&Page=2"), 1U);
}

TEST_F(NotificationsTest, ThoseOfAForeignCallAreNotFound) {
  const auto row = add(12200, true, 1);
  account = add_account();
  EXPECT_EQ(outcome(get(path(".json"))), "404 20404");
  EXPECT_EQ(outcome(get(path("/" + row.sid + ".json"))), "404 20404");
}

TEST_F(NotificationsTest, AnUnknownOneIsNotFound) {
  EXPECT_EQ(outcome(get(path("/" + make_sid("NO") + ".json"))), "404 20404");
}

TEST_F(NotificationsTest, UnknownParametersOfACallsRequestAreNotedOnTheCall) {
  get("/Calls/" + call_sid + ".json?Colour=red");
  EXPECT_EQ(count(""), 1U);
}

}  // namespace
}  // namespace ringback::api
