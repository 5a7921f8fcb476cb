#include "api/resource/calls.hpp"

#include "api/fixture_test.hpp"
#include "store/calls.hpp"

namespace ringback::api {
namespace {

struct CallsTest : ApiTest {
  store::Call save_call(const std::string& status, store::Millis start) {
    store::Call call;
    call.sid = make_sid("CA");
    call.account_sid = account.sid;
    call.to = "+815031234567";
    call.from = "+819059876543";
    call.status = status;
    call.direction = "inbound";
    call.date_created = call.date_updated = start;
    call.start_time = start;
    if (status == "completed") {
      call.answer_time = start + 2'000;
      call.end_time = start + 17'900;
    }
    EXPECT_TRUE(wait(store->calls().save(call, {})));
    return call;
  }
  std::size_t count(const std::string& query) {
    return json(get("/Calls.json?" + query)).at("calls").as_array().size();
  }
};

constexpr store::Millis start = 1'283'286'988'000;  // Tue, 31 Aug 2010 20:36:28

TEST_F(CallsTest, ACallHasTheDocumentsMembers) {
  const auto saved = save_call("completed", start);
  const auto body = json(get("/Calls/" + saved.sid + ".json"));
  EXPECT_EQ(members(body), (std::vector<std::string>{"account_sid",
                                                     "answered_by",
                                                     "api_version",
                                                     "caller_name",
                                                     "date_created",
                                                     "date_updated",
                                                     "direction",
                                                     "duration",
                                                     "end_time",
                                                     "forwarded_from",
                                                     "from",
                                                     "from_formatted",
                                                     "group_sid",
                                                     "parent_call_sid",
                                                     "phone_number_sid",
                                                     "price",
                                                     "price_unit",
                                                     "queue_time",
                                                     "sid",
                                                     "start_time",
                                                     "status",
                                                     "subresource_uris",
                                                     "to",
                                                     "to_formatted",
                                                     "trunk_sid",
                                                     "uri"}));
  EXPECT_EQ(text(body, "start_time"), "Tue, 31 Aug 2010 20:36:28 +0000");
  EXPECT_EQ(text(body, "end_time"), "Tue, 31 Aug 2010 20:36:45 +0000");
  EXPECT_EQ(text(body, "duration"), "15");
  EXPECT_TRUE(body.at("price").is_null());
  EXPECT_TRUE(body.at("parent_call_sid").is_null());
  EXPECT_TRUE(body.at("forwarded_from").is_null());
  EXPECT_EQ(text(body.at("subresource_uris").as_object(), "notifications"),
            "/2010-04-01/Accounts/" + account.sid + "/Calls/" + saved.sid + "/Notifications.json");
  EXPECT_EQ(body.at("subresource_uris").as_object().size(), 9U);
}

TEST_F(CallsTest, ACallThatIsUpHasNoDuration) {
  const auto body = json(get("/Calls/" + save_call("in-progress", start).sid + ".json"));
  EXPECT_TRUE(body.at("duration").is_null());
  EXPECT_TRUE(body.at("end_time").is_null());
}

TEST_F(CallsTest, ACallThatWasNeverAnsweredLastedZeroSeconds) {
  auto call = save_call("no-answer", start);
  call.end_time = start + 60'000;
  ASSERT_TRUE(wait(store->calls().save(call, {})));
  EXPECT_EQ(text(json(get("/Calls/" + call.sid + ".json")), "duration"), "0");
}

TEST_F(CallsTest, WhatAPeerSentIsAlwaysValidJson) {
  auto call = save_call("completed", start);
  call.from = "\xff\"\x01";
  ASSERT_TRUE(wait(store->calls().save(call, {})));
  EXPECT_EQ(text(json(get("/Calls/" + call.sid + ".json")), "from"), "\xef\xbf\xbd\"\x01");
}

TEST_F(CallsTest, CallsComeNewestFirst) {
  const auto older = save_call("completed", start);
  const auto newer = save_call("completed", start + 1000);
  const auto body = json(get("/Calls.json"));
  EXPECT_EQ(text(body.at("calls").at(0).as_object(), "sid"), newer.sid);
  EXPECT_EQ(text(body.at("calls").at(1).as_object(), "sid"), older.sid);
}

TEST_F(CallsTest, CallsAreFiltered) {
  save_call("completed", start);
  save_call("ringing", start + 86'400'000);
  struct Case {
    std::string query;
    std::size_t expected;
  };
  const std::vector<Case> cases = {
      {"Status=completed", 1},
      {"Status=no-such", 0},
      {"To=050-3123-4567", 2},
      {"From=%2B819059876543", 2},
      {"From=client:alice", 0},
      {"ParentCallSid=" + make_sid("CA"), 0},
      {"StartTime=2010-08-31", 1},
      {"StartTime%3E=2010-08-31", 2},
      {"StartTime%3C=2010-09-01", 1},
      {"StartTime%3C=2010-09-03T00%3A00%3A00Z&StartTime%3E=2010-08-31T20%3A36%3A29Z", 1},
      {"EndTime%3C=2030-01-01", 1},
  };
  for (const auto& [query, expected] : cases) EXPECT_EQ(count(query), expected) << query;
  EXPECT_EQ(outcome(get("/Calls.json?StartTime=soon")), "400 20422");
}

TEST_F(CallsTest, CallsOfAnotherAccountAreNotSeen) {
  const auto saved = save_call("completed", start);
  account = add_account();
  EXPECT_EQ(count(""), 0U);
  EXPECT_EQ(outcome(get("/Calls/" + saved.sid + ".json")), "404 20404");
}

TEST_F(CallsTest, CallsAreThereAsXmlAndCsvToo) {
  const auto saved = save_call("completed", start);
  EXPECT_NE(get("/Calls").body.find("<Calls end=\"0\" firstpageuri=\"/2010-04-01/Accounts/"), std::string::npos);
  EXPECT_NE(get("/Calls.xml").body.find("<Call><Sid>" + saved.sid), std::string::npos);
  EXPECT_TRUE(get("/Calls.csv").body.starts_with("Sid,DateCreated,"));
}

}  // namespace
}  // namespace ringback::api
