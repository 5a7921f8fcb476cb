#include "api/resource/incoming_phone_numbers.hpp"

#include "api/fixture_test.hpp"
#include "store/configured.hpp"

namespace ringback::api {
namespace {

struct NumbersTest : ApiTest {
  http::Response buy(const std::string& number, Parameters form = {}) {
    form.emplace_back("PhoneNumber", number);
    return post("/IncomingPhoneNumbers.json", form);
  }
  std::size_t count(const std::string& query) {
    return json(get("/IncomingPhoneNumbers.json?" + query)).at("incoming_phone_numbers").as_array().size();
  }
};

TEST_F(NumbersTest, ANumberHasTheDocumentsMembers) {
  const auto response = buy("+815031234567", {{"VoiceUrl", "http://127.0.0.1:8080/in"}});
  EXPECT_EQ(response.status, 201);
  const auto body = json(response);
  EXPECT_EQ(members(body), (std::vector<std::string>{"account_sid",
                                                     "address_requirements",
                                                     "address_sid",
                                                     "api_version",
                                                     "beta",
                                                     "bundle_sid",
                                                     "capabilities",
                                                     "date_created",
                                                     "date_updated",
                                                     "emergency_address_sid",
                                                     "emergency_address_status",
                                                     "emergency_status",
                                                     "friendly_name",
                                                     "identity_sid",
                                                     "origin",
                                                     "phone_number",
                                                     "sid",
                                                     "sms_application_sid",
                                                     "sms_fallback_method",
                                                     "sms_fallback_url",
                                                     "sms_method",
                                                     "sms_url",
                                                     "status",
                                                     "status_callback",
                                                     "status_callback_method",
                                                     "trunk_sid",
                                                     "type",
                                                     "uri",
                                                     "voice_application_sid",
                                                     "voice_caller_id_lookup",
                                                     "voice_fallback_method",
                                                     "voice_fallback_url",
                                                     "voice_method",
                                                     "voice_receive_mode",
                                                     "voice_url"}));
  EXPECT_TRUE(is_sid(text(body, "sid"), "PN"));
  EXPECT_EQ(text(body, "phone_number"), "+815031234567");
  EXPECT_EQ(text(body, "friendly_name"), "+815031234567");
  EXPECT_EQ(text(body, "voice_url"), "http://127.0.0.1:8080/in");
  EXPECT_EQ(text(body, "voice_fallback_url"), "");
  EXPECT_TRUE(body.at("voice_application_sid").is_null());
  EXPECT_EQ(boost::json::serialize(body.at("capabilities")), R"({"voice":true,"sms":false,"mms":false,"fax":false})");
  EXPECT_EQ(json(get(text(body, "uri"))), body);
}

TEST_F(NumbersTest, NumbersMayBeWrittenAsPeopleDo) {
  EXPECT_EQ(text(json(buy("050-3123-4567")), "phone_number"), "+815031234567");
  EXPECT_EQ(text(json(buy("+1 (415) 867-5309")), "friendly_name"), "(415) 867-5309");
}

TEST_F(NumbersTest, OnlyAFreeNumberOfThePoolCanBeBought) {
  EXPECT_EQ(outcome(buy("+815031234567")), "201");
  EXPECT_EQ(outcome(buy("+815031234567")), "400 21422");
  EXPECT_EQ(outcome(buy("+815039999999")), "400 21422");
  EXPECT_EQ(outcome(buy("hello")), "400 21421");
  EXPECT_EQ(outcome(buy("")), "400 21421");
  account = add_account();
  EXPECT_EQ(outcome(buy("+815031234567")), "400 21422");
}

TEST_F(NumbersTest, ANumberKeptForAnotherAccountIsNotAvailable) {
  ASSERT_TRUE(
      wait(store->configured().replace({{"+815031234567", make_sid("AC")}, {"+14158675309", account.sid}}, {}, {})));
  EXPECT_EQ(outcome(buy("+815031234567")), "400 21422");
  EXPECT_EQ(outcome(buy("+14158675309")), "201");
}

TEST_F(NumbersTest, ANumberCanBeChosenByItsAreaCode) {
  const auto buy_in = [this](const std::string& code) {
    return post("/IncomingPhoneNumbers.json", {{"AreaCode", code}});
  };
  EXPECT_EQ(text(json(buy_in("415")), "phone_number"), "+14158675308");
  EXPECT_EQ(text(json(buy_in("415")), "phone_number"), "+14158675309");
  EXPECT_EQ(outcome(buy_in("415")), "400 21452");
  EXPECT_EQ(outcome(buy_in("212")), "400 21452");
  EXPECT_EQ(outcome(buy_in("4x5")), "400 21451");
}

TEST_F(NumbersTest, ItsParametersAreChecked) {
  const std::string uri = text(json(buy("+815031234567")), "uri");
  struct Case {
    Parameters form;
    std::string expected;
  };
  const std::vector<Case> cases = {
      {{{"VoiceUrl", "nowhere"}}, "400 21402"},
      {{{"VoiceMethod", "HEAD"}}, "400 21403"},
      {{{"FriendlyName", std::string(65, 'x')}}, "400 20422"},
      {{{"VoiceApplicationSid", make_sid("AP")}}, "400 21420"},
      {{{"VoiceApplicationSid", "x"}}, "400 21420"},
      {{{"VoiceReceiveMode", "fax"}}, "400 20422"},
      {{{"TrunkSid", make_sid("TK")}}, "400 20422"},
      {{{"ApiVersion", "2008-08-01"}}, "400 22500"},
      {{{"AccountSid", "x"}}, "400 21470"},
      {{{"AccountSid", make_sid("AC")}}, "400 21471"},
  };
  for (const auto& [form, expected] : cases) EXPECT_EQ(outcome(post(uri, form)), expected) << form[0].first;
  EXPECT_EQ(outcome(buy("+14158675309", {{"VoiceUrl", "nowhere"}})), "400 21402");
  EXPECT_EQ(count(""), 1U);
}

TEST_F(NumbersTest, AnApplicationCanBeBoundAndUnbound) {
  const std::string app = text(json(post("/Applications.json", {})), "sid");
  const std::string uri = text(json(buy("+815031234567", {{"VoiceUrl", "http://x/"}})), "uri");
  EXPECT_EQ(text(json(post(uri, {{"VoiceApplicationSid", app}})), "voice_application_sid"), app);
  const auto unbound = json(post(uri, {{"VoiceApplicationSid", ""}}));
  EXPECT_TRUE(unbound.at("voice_application_sid").is_null());
  EXPECT_EQ(text(unbound, "voice_url"), "http://x/");
}

TEST_F(NumbersTest, AnApplicationOfAnotherAccountCannotBeBound) {
  const std::string app = text(json(post("/Applications.json", {})), "sid");
  account = add_account();
  EXPECT_EQ(outcome(buy("+815031234567", {{"VoiceApplicationSid", app}})), "400 21420");
}

TEST_F(NumbersTest, NumbersAreFiltered) {
  buy("+815031234567", {{"FriendlyName", "main"}});
  buy("+14158675309");
  EXPECT_EQ(count(""), 2U);
  EXPECT_EQ(count("PhoneNumber=%2B81"), 1U);
  EXPECT_EQ(count("PhoneNumber=415*675"), 1U);
  EXPECT_EQ(count("FriendlyName=main"), 1U);
  EXPECT_EQ(count("Beta=true"), 0U);
  EXPECT_EQ(count("Beta=false"), 2U);
  EXPECT_EQ(count("Origin=hosted"), 0U);
}

}  // namespace
}  // namespace ringback::api
