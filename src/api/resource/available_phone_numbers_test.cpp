#include "api/resource/available_phone_numbers.hpp"

#include "api/fixture_test.hpp"
#include "store/configured.hpp"

namespace ringback::api {
namespace {

struct AvailableNumbersTest : ApiTest {
  AvailableNumbersTest() {
    const std::vector<store::AvailableNumber> pool = {{"+14158675308", ""},
                                                      {"+14158675309", ""},
                                                      {.phone_number = "+12125550100",
                                                       .account_sid = "",
                                                       .locality = "New York",
                                                       .region = "NY",
                                                       .postal_code = "10001"},
                                                      {"+18005551234", ""},
                                                      {"+815031234567", ""},
                                                      {"+819012345678", make_sid("AC")}};
    EXPECT_TRUE(wait(store->configured().replace(pool, {}, {})));
  }
  std::vector<std::string> numbers(const std::string& path) {
    std::vector<std::string> out;
    const auto body = json(get("/AvailablePhoneNumbers/" + path));
    for (const auto& row : body.at("available_phone_numbers").as_array()) {
      out.push_back(text(row.as_object(), "phone_number"));
    }
    return out;
  }
};

using Numbers = std::vector<std::string>;

TEST_F(AvailableNumbersTest, CountriesOfThePoolAreListedWithTheirTypes) {
  const auto body = json(get("/AvailablePhoneNumbers.json"));
  EXPECT_EQ(body.at("countries").as_array().size(), 2U);
  const auto us = json(get("/AvailablePhoneNumbers/US.json"));
  EXPECT_EQ(text(us, "country"), "United States");
  EXPECT_EQ(members(us.at("subresource_uris").as_object()), (Numbers{"local", "toll_free"}));
  EXPECT_EQ(outcome(get("/AvailablePhoneNumbers/FR.json")), "404 20404");
}

TEST_F(AvailableNumbersTest, NumbersAreListedByTheirTypeAndInTheirOrder) {
  EXPECT_EQ(numbers("US/Local.json"), (Numbers{"+12125550100", "+14158675308", "+14158675309"}));
  EXPECT_EQ(numbers("US/TollFree.json"), (Numbers{"+18005551234"}));
  EXPECT_EQ(numbers("JP/Local.json"), (Numbers{"+815031234567"}));
  // The mobile one is kept for another account.
  EXPECT_EQ(outcome(get("/AvailablePhoneNumbers/JP/Mobile.json")), "404 20404");
  EXPECT_EQ(outcome(get("/AvailablePhoneNumbers/US/Voip.json")), "404 20404");
}

TEST_F(AvailableNumbersTest, ASearchNamesWhatTheNumberMustHave) {
  EXPECT_EQ(numbers("US/Local.json?AreaCode=415").size(), 2U);
  EXPECT_EQ(numbers("US/Local.json?InRegion=ny"), (Numbers{"+12125550100"}));
  EXPECT_EQ(numbers("US/Local.json?InLocality=New%20York&InPostalCode=10001"), (Numbers{"+12125550100"}));
  EXPECT_EQ(numbers("US/Local.json?Contains=5309"), (Numbers{"+14158675309"}));
  EXPECT_EQ(numbers("US/Local.json?Contains=%2B1212"), (Numbers{"+12125550100"}));
  EXPECT_EQ(numbers("US/Local.json?Contains=08%24"), (Numbers{"+14158675308"}));
  EXPECT_EQ(numbers("US/Local.json?Contains=415%25530*"), (Numbers{"+14158675308", "+14158675309"}));
  EXPECT_EQ(numbers("US/Local.json?Contains=TOP").size(), 2U);
  EXPECT_EQ(numbers("US/Local.json?SmsEnabled=true").size(), 0U);
  EXPECT_EQ(numbers("US/Local.json?VoiceEnabled=true&SmsEnabled=false").size(), 3U);
}

TEST_F(AvailableNumbersTest, ASearchThatIsNoneIsRefused) {
  for (const auto* query : {"Contains=5", "Contains=4*5", "Contains=a%20b", "Contains=12345678901234567"}) {
    EXPECT_EQ(outcome(get(std::string("/AvailablePhoneNumbers/US/Local.json?") + query)), "400 20422") << query;
  }
  EXPECT_EQ(outcome(get("/AvailablePhoneNumbers/US/Local.json?AreaCode=4x")), "400 21451");
}

TEST_F(AvailableNumbersTest, PagesGoOnBehindTheLastNumberThoughItIsTaken) {
  const auto first = json(get("/AvailablePhoneNumbers/US/Local.json?PageSize=2"));
  EXPECT_EQ(first.at("available_phone_numbers").as_array().size(), 2U);
  EXPECT_EQ(outcome(post("/IncomingPhoneNumbers.json", {{"PhoneNumber", "+12125550100"}})), "201");
  const auto second = json(get(text(first, "next_page_uri")));
  ASSERT_EQ(second.at("available_phone_numbers").as_array().size(), 1U);
  EXPECT_EQ(text(second.at("available_phone_numbers").at(0).as_object(), "phone_number"), "+14158675309");
  EXPECT_TRUE(second.at("next_page_uri").is_null());
}

TEST_F(AvailableNumbersTest, ANumberOfATypeIsBoughtAndFoundUnderIt) {
  const Parameters free_call = {{"PhoneNumber", "+18005551234"}};
  EXPECT_EQ(outcome(post("/IncomingPhoneNumbers/Local.json", free_call)), "400 21458");
  EXPECT_EQ(outcome(post("/IncomingPhoneNumbers/Mobile.json", free_call)), "400 21458");
  const auto made = json(post("/IncomingPhoneNumbers/TollFree.json", free_call));
  EXPECT_EQ(text(json(get("/IncomingPhoneNumbers/" + text(made, "sid") + ".json")), "type"), "toll-free");
  EXPECT_EQ(outcome(post("/IncomingPhoneNumbers/Local.json", {{"AreaCode", "415"}})), "201");
  EXPECT_EQ(json(get("/IncomingPhoneNumbers/TollFree.json")).at("incoming_phone_numbers").as_array().size(), 1U);
  EXPECT_EQ(json(get("/IncomingPhoneNumbers/Local.json")).at("incoming_phone_numbers").as_array().size(), 1U);
  EXPECT_EQ(json(get("/IncomingPhoneNumbers/Mobile.json")).at("incoming_phone_numbers").as_array().size(), 0U);
}

TEST_F(AvailableNumbersTest, ANumberThatIsReleasedIsAvailableAgain) {
  const auto uri = text(json(post("/IncomingPhoneNumbers.json", {{"PhoneNumber", "+12125550100"}})), "uri");
  EXPECT_EQ(numbers("US/Local.json").size(), 2U);
  EXPECT_EQ(outcome(send(request("DELETE", uri))), "204");
  EXPECT_EQ(outcome(send(request("DELETE", uri))), "404 20404");
  EXPECT_EQ(numbers("US/Local.json").size(), 3U);
}

}  // namespace
}  // namespace ringback::api
