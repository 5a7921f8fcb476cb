#include "api/listing.hpp"

#include <set>

#include "api/fixture_test.hpp"
#include "store/calls.hpp"

namespace ringback::api {
namespace {

struct ListingTest : ApiTest {
  void add_calls(int count, store::Millis date) {
    for (int i = 0; i < count; ++i) {
      store::Call call;
      call.sid = make_sid("CA");
      call.account_sid = account.sid;
      call.status = "completed";
      call.to = "+819059876543";
      call.date_created = date;
      ASSERT_TRUE(wait(store->calls().save(call, {})));
    }
  }
  std::string url(const std::string& query) { return "/2010-04-01/Accounts/" + account.sid + "/Calls.json?" + query; }
};

TEST_F(ListingTest, TheEnvelopeHasTheListAndTheKnownMembersOnly) {
  add_calls(3, 1000);
  const auto body = json(get("/Calls.json?To=%2B819059876543&Status=completed&PageSize=2"));
  EXPECT_EQ(members(body), (std::vector<std::string>{"calls", "end", "first_page_uri", "next_page_uri", "page",
                                                     "page_size", "previous_page_uri", "start", "uri"}));
  EXPECT_EQ(text(body, "uri"), url("To=%2B819059876543&Status=completed&PageSize=2&Page=0"));
  EXPECT_EQ(text(body, "first_page_uri"), text(body, "uri"));
  EXPECT_TRUE(text(body, "next_page_uri")
                  .starts_with(url("To=%2B819059876543&Status=completed&PageSize=2&Page=1&PageToken=PA")));
  EXPECT_TRUE(body.at("previous_page_uri").is_null());
  EXPECT_EQ(body.at("page"), 0);
  EXPECT_EQ(body.at("page_size"), 2);
  EXPECT_EQ(body.at("start"), 0);
  EXPECT_EQ(body.at("end"), 1);
}

TEST_F(ListingTest, AnEmptyListHasAnEnvelopeToo) {
  const auto body = json(get("/Calls.json"));
  EXPECT_TRUE(body.at("calls").as_array().empty());
  EXPECT_TRUE(body.at("next_page_uri").is_null());
  EXPECT_EQ(body.at("start"), 0);
  EXPECT_EQ(body.at("end"), 0);
  EXPECT_EQ(text(body, "uri"), url("PageSize=50&Page=0"));
}

TEST_F(ListingTest, WalkingThePagesMeetsEveryCallOnceWhileNewOnesArrive) {
  add_calls(9, 1000);
  std::set<std::string> seen;
  std::string next = url("PageSize=4");
  for (int page = 0; next[0] == '/'; ++page) {
    const auto body = json(get(next));
    EXPECT_EQ(body.at("page"), page);
    for (const auto& call : body.at("calls").as_array()) EXPECT_TRUE(seen.insert(text(call.as_object(), "sid")).second);
    next = text(body, "next_page_uri");
    add_calls(2, 2000);
  }
  EXPECT_EQ(seen.size(), 9U);
}

TEST_F(ListingTest, ThePreviousPageCanBeAskedFor) {
  add_calls(5, 1000);
  const auto first = json(get("/Calls.json?PageSize=2"));
  const auto second = json(get(text(first, "next_page_uri")));
  EXPECT_EQ(text(second, "previous_page_uri"), url("PageSize=2&Page=0"));
  EXPECT_EQ(json(get(text(second, "previous_page_uri"))).at("calls"), first.at("calls"));
  EXPECT_EQ(second.at("start"), 2);
  EXPECT_EQ(second.at("end"), 3);
}

TEST_F(ListingTest, OldScriptsMayCountPages) {
  add_calls(5, 1000);
  EXPECT_EQ(json(get("/Calls.json?PageSize=2&Page=2")).at("calls").as_array().size(), 1U);
  EXPECT_EQ(json(get("/Calls.json?PageSize=2&Page=9")).at("calls").as_array().size(), 0U);
  EXPECT_EQ(outcome(get("/Calls.json?PageSize=1000&Page=11")), "400 20422");
}

TEST_F(ListingTest, PageSizesAreLimited) {
  struct Case {
    std::string query;
    std::string expected;
  };
  for (const auto& [query, expected] : std::vector<Case>{{"PageSize=0", "50"},
                                                         {"PageSize=-1", "50"},
                                                         {"PageSize=abc", "50"},
                                                         {"PageSize=1", "1"},
                                                         {"PageSize=1000", "1000"}}) {
    EXPECT_EQ(boost::json::serialize(json(get("/Calls.json?" + query)).at("page_size")), expected) << query;
  }
  EXPECT_EQ(outcome(get("/Calls.json?PageSize=1001")), "400 20007");
}

TEST_F(ListingTest, ATokenIsGoodForItsOwnFiltersOnly) {
  add_calls(3, 1000);
  const std::string next = text(json(get("/Calls.json?PageSize=2")), "next_page_uri");
  EXPECT_EQ(outcome(get(next)), "200");
  EXPECT_EQ(outcome(get(next + "&Status=completed")), "400 21481");
  EXPECT_EQ(outcome(get("/Calls.json?PageToken=PAnonsense")), "400 21481");
}

}  // namespace
}  // namespace ringback::api
