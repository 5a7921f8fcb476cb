#include "api/fixture_test.hpp"

namespace ringback::api {
namespace {

constexpr store::Millis day = 86'400'000;

// Today is the day of ManualDeadlines' clock.
struct UsageRecords : ApiTest {
  store::Millis now =
      std::chrono::duration_cast<std::chrono::milliseconds>(deadlines.wall_now().time_since_epoch()).count();

  void save_call(const std::string& direction, const std::string& from, store::Millis when, int seconds) {
    store::Call call;
    call.sid = make_sid("CA");
    call.account_sid = account.sid;
    call.direction = direction;
    call.from = from;
    call.to = "+815031234567";
    call.status = "completed";
    call.date_created = call.answer_time = when;
    call.end_time = when + seconds * 1000;
    ASSERT_TRUE(wait(store->calls().save(call, {})));
  }
  // `category count usage` each.
  std::vector<std::string> records(const std::string& target) {
    std::vector<std::string> out;
    const auto body = json(get(target));
    for (const auto& each : body.at("usage_records").as_array()) {
      const auto& row = each.as_object();
      out.push_back(text(row, "category") + ' ' + text(row, "count") + ' ' + text(row, "usage"));
    }
    return out;
  }
};

TEST_F(UsageRecords, CountCallsByCategory) {
  save_call("inbound", "+81312345678", now, 61);
  save_call("inbound", "client:alice", now - day, 1);
  save_call("outbound-api", "+815031234567", now, 1);
  EXPECT_EQ(records("/Usage/Records.json"),
            (std::vector<std::string>{"calls 3 4", "calls-inbound 2 3", "calls-outbound 1 1", "calls-client 1 1",
                                      "calls-sip 0 0", "recordings 0 0", "totalprice  0"}));
  EXPECT_EQ(records("/Usage/Records/Today.json?Category=calls"), std::vector<std::string>{"calls 2 3"});
  EXPECT_EQ(records("/Usage/Records/Yesterday.json?Category=calls"), std::vector<std::string>{"calls 1 1"});
  EXPECT_TRUE(records("/Usage/Records.json?Category=sms").empty());
}

TEST_F(UsageRecords, OfDaysAreListedNewestFirstOverPages) {
  save_call("inbound", "+81312345678", now - 2 * day, 1);
  const std::string target = "/Usage/Records/Daily.json?Category=calls&StartDate=-2days&PageSize=2";
  EXPECT_EQ(records(target), (std::vector<std::string>{"calls 0 0", "calls 0 0"}));
  const auto next = text(json(get(target)), "next_page_uri");
  EXPECT_EQ(records(next), std::vector<std::string>{"calls 1 1"});
}

TEST_F(UsageRecords, HaveTheProductsMembers) {
  const auto body = json(get("/Usage/Records/ThisMonth.json?Category=recordings"));
  const auto& row = body.at("usage_records").as_array().at(0).as_object();
  EXPECT_EQ(members(row), (std::vector<std::string>{"account_sid", "api_version", "as_of", "category", "count",
                                                    "count_unit", "description", "end_date", "price", "price_unit",
                                                    "start_date", "subresource_uris", "uri", "usage", "usage_unit"}));
  EXPECT_EQ(text(row, "usage_unit"), "minutes");
  EXPECT_EQ(text(row, "price"), "0");
}

TEST_F(UsageRecords, OfAPeriodOrADayThatIsNoneAreNotThere) {
  EXPECT_EQ(outcome(get("/Usage/Records/Hourly.json")), "404 20404");
  EXPECT_EQ(outcome(get("/Usage/Records.json?StartDate=soon")), "400 20422");
}

}  // namespace
}  // namespace ringback::api
