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

TEST_F(CallerIdsTest, ANumberIsVerifiedByACallThatAsksForTheCode) {
  EXPECT_EQ(outcome(post("/OutgoingCallerIds.json", {{"PhoneNumber", "+14155550100"}})), "400 21210");
  post("/IncomingPhoneNumbers.json", {{"PhoneNumber", "+815031234567"}});
  const auto response = post(
      "/OutgoingCallerIds.json",
      {{"PhoneNumber", "(415) 555-0100"}, {"PhoneNumber", "+14155550100"}, {"CallDelay", "20"}, {"Extension", "ww12"}});
  EXPECT_EQ(response.status, 200);
  const auto body = json(response);
  ASSERT_EQ(attendant.orders.size(), 1U);
  const auto& order = attendant.orders.front();
  EXPECT_EQ(text(body, "call_sid"), order.facts.sid);
  EXPECT_EQ(text(body, "friendly_name"), "(415) 555-0100");
  EXPECT_EQ(text(body, "validation_code").size(), 6U);
  EXPECT_EQ(order.target.address, "+14155550100");
  EXPECT_EQ(order.facts.from, "+815031234567");
  EXPECT_EQ(order.delay, std::chrono::seconds(20));
  EXPECT_EQ(order.digits, "ww12");
  EXPECT_EQ(count(""), 0U);
}

TEST_F(CallerIdsTest, WhatCantBeVerifiedIsRefused) {
  post("/IncomingPhoneNumbers.json", {{"PhoneNumber", "+815031234567"}});
  add("+14155550100");
  const auto refused = [this](const Parameters& form) { return outcome(post("/OutgoingCallerIds.json", form)); };
  EXPECT_EQ(refused({}), "400 21401");
  EXPECT_EQ(refused({{"PhoneNumber", "+815031234567"}}), "400 21449");
  EXPECT_EQ(refused({{"PhoneNumber", "+14155550100"}}), "400 21450");
  EXPECT_EQ(refused({{"PhoneNumber", "+14155550101"}, {"CallDelay", "61"}}), "400 21454");
  EXPECT_EQ(refused({{"PhoneNumber", "+14155550101"}, {"StatusCallback", "nowhere"}}), "400 21456");
  EXPECT_EQ(refused({{"PhoneNumber", "+14155550101"}, {"Extension", "x"}}), "400 21206");
}

}  // namespace
}  // namespace ringback::api
