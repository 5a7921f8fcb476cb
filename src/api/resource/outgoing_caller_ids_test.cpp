#include "api/resource/outgoing_caller_ids.hpp"

#include "api/fixture_test.hpp"
#include "store/outgoing_caller_ids.hpp"

namespace ringback::api {
namespace {

struct CallerIdsTest : ApiTest {
  std::string add(const std::string& number) {
    store::OutgoingCallerId row;
    row.sid = make_sid("PN");
    row.account_sid = account.sid;
    row.phone_number = number;
    row.friendly_name = number;
    row.date_created = 1'600'000'000'000;
    EXPECT_TRUE(wait(store->outgoing_caller_ids().save(row)));
    return "/OutgoingCallerIds/" + row.sid + ".json";
  }
  std::size_t count(const std::string& query) {
    return json(get("/OutgoingCallerIds.json?" + query)).at("outgoing_caller_ids").as_array().size();
  }
};

TEST_F(CallerIdsTest, AreFoundNamedAndDeleted) {
  const std::string path = add("+14155550100");
  add("+819012345678");
  EXPECT_EQ(count(""), 2U);
  EXPECT_EQ(count("PhoneNumber=090-1234-5678"), 1U);
  EXPECT_EQ(text(json(post(path, {{"FriendlyName", "desk"}})), "friendly_name"), "desk");
  EXPECT_EQ(count("FriendlyName=desk"), 1U);
  EXPECT_EQ(text(json(post(path, {{"FriendlyName", ""}})), "friendly_name"), "(415) 555-0100");
  EXPECT_EQ(outcome(send(request("DELETE", path))), "204");
  EXPECT_EQ(outcome(get(path)), "404 20404");
}

TEST_F(CallerIdsTest, ACallMayComeFromOne) {
  const Parameters order = {{"To", "+819059876543"}, {"From", "+14155550100"}, {"Url", "http://x/"}};
  EXPECT_EQ(outcome(post("/Calls.json", order)), "400 21210");
  add("+14155550100");
  EXPECT_EQ(outcome(post("/Calls.json", order)), "201");
  account = add_account();
  EXPECT_EQ(outcome(post("/Calls.json", order)), "400 21210");
}

}  // namespace
}  // namespace ringback::api
