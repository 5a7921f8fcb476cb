#include "api/resource/applications.hpp"

#include "api/fixture_test.hpp"
#include "store/applications.hpp"

namespace ringback::api {
namespace {

TEST_F(ApiTest, AnApplicationHasTheDocumentsMembers) {
  const auto response =
      post("/Applications.json", {{"FriendlyName", "phone"}, {"VoiceUrl", "http://127.0.0.1:8080/out"}});
  EXPECT_EQ(response.status, 201);
  const auto body = json(response);
  EXPECT_EQ(members(body), (std::vector<std::string>{"account_sid",
                                                     "api_version",
                                                     "date_created",
                                                     "date_updated",
                                                     "friendly_name",
                                                     "message_status_callback",
                                                     "public_application_connect_enabled",
                                                     "sid",
                                                     "sms_fallback_method",
                                                     "sms_fallback_url",
                                                     "sms_method",
                                                     "sms_status_callback",
                                                     "sms_url",
                                                     "status_callback",
                                                     "status_callback_method",
                                                     "uri",
                                                     "voice_caller_id_lookup",
                                                     "voice_fallback_method",
                                                     "voice_fallback_url",
                                                     "voice_method",
                                                     "voice_url"}));
  EXPECT_TRUE(is_sid(text(body, "sid"), "AP"));
  EXPECT_EQ(text(body, "voice_url"), "http://127.0.0.1:8080/out");
  EXPECT_EQ(text(body, "voice_method"), "POST");
  EXPECT_TRUE(body.at("voice_fallback_url").is_null());
  EXPECT_TRUE(body.at("status_callback").is_null());
  EXPECT_EQ(text(body, "date_created"), "Tue, 14 Nov 2023 23:13:20 +0000");
  EXPECT_EQ(json(get(text(body, "uri"))), body);
}

TEST_F(ApiTest, AnUpdateChangesWhatItNamesAndClearsWhatIsEmpty) {
  const auto made = json(post("/Applications.json", {{"FriendlyName", "a"},
                                                     {"VoiceUrl", "http://x/voice"},
                                                     {"VoiceMethod", "get"},
                                                     {"StatusCallback", "http://x/status"}}));
  const auto changed = json(post(text(made, "uri"), {{"FriendlyName", "b"}, {"StatusCallback", ""}}));
  EXPECT_EQ(text(changed, "friendly_name"), "b");
  EXPECT_EQ(text(changed, "voice_url"), "http://x/voice");
  EXPECT_EQ(text(changed, "voice_method"), "GET");
  EXPECT_TRUE(changed.at("status_callback").is_null());
  EXPECT_EQ(changed, json(get(text(made, "uri"))));
}

TEST_F(ApiTest, AnApplicationsParametersAreChecked) {
  const std::string made = text(json(post("/Applications.json", {})), "uri");
  struct Case {
    Parameters form;
    std::string expected;
  };
  const std::vector<Case> cases = {
      {{{"VoiceUrl", "example.com"}}, "400 21402"},
      {{{"VoiceFallbackUrl", "ftp://example.com"}}, "400 21402"},
      {{{"StatusCallback", "http://under_score.example"}}, "400 21402"},
      {{{"VoiceMethod", "PUT"}}, "400 21403"},
      {{{"VoiceFallbackMethod", "x"}}, "400 21403"},
      {{{"StatusCallbackMethod", "DELETE"}}, "400 21403"},
      {{{"FriendlyName", std::string(65, 'x')}}, "400 20422"},
      {{{"ApiVersion", "2008-08-01"}}, "400 22500"},
  };
  for (const auto& [form, expected] : cases) {
    EXPECT_EQ(outcome(post("/Applications.json", form)), expected) << form[0].first;
    EXPECT_EQ(outcome(post(made, form)), expected) << form[0].first;
    // Parameters are looked at before the object.
    EXPECT_EQ(outcome(post("/Applications/" + make_sid("AP") + ".json", form)), expected) << form[0].first;
  }
  EXPECT_EQ(json(get("/Applications.json")).at("applications").as_array().size(), 1U);
}

TEST_F(ApiTest, ABadUrlIsRepeatedInTheMessage) {
  const auto body = json(post("/Applications.json", {{"VoiceUrl", "not a url"}}));
  EXPECT_EQ(text(body, "message"), "VoiceUrl is not a valid URL: not a url");
}

TEST_F(ApiTest, AnApplicationOfAnotherAccountIsNotFound) {
  const std::string sid = text(json(post("/Applications.json", {})), "sid");
  account = add_account();
  EXPECT_EQ(outcome(get("/Applications/" + sid + ".json")), "404 20404");
  EXPECT_EQ(outcome(post("/Applications/" + sid + ".json", {{"FriendlyName", "mine"}})), "404 20404");
  EXPECT_TRUE(json(get("/Applications.json")).at("applications").as_array().empty());
}

TEST_F(ApiTest, AnApplicationKeepsWhatItDoesNotUse) {
  const auto made = json(post("/Applications.json", {{"SmsUrl", "http://x/sms"},
                                                     {"SmsMethod", "get"},
                                                     {"MessageStatusCallback", "http://x/status"},
                                                     {"VoiceCallerIdLookup", "true"}}));
  EXPECT_EQ(text(made, "sms_url"), "http://x/sms");
  EXPECT_EQ(text(made, "sms_method"), "GET");
  EXPECT_EQ(text(made, "sms_status_callback"), "http://x/status");
  EXPECT_EQ(text(made, "message_status_callback"), "http://x/status");
  EXPECT_TRUE(made.at("voice_caller_id_lookup").as_bool());
  const auto cleared = json(post(text(made, "uri"), {{"SmsUrl", ""}, {"VoiceCallerIdLookup", "false"}}));
  EXPECT_TRUE(cleared.at("sms_url").is_null());
  EXPECT_FALSE(cleared.at("voice_caller_id_lookup").as_bool());
  EXPECT_EQ(text(cleared, "sms_method"), "GET");
  EXPECT_EQ(outcome(post("/Applications.json", {{"SmsUrl", "nowhere"}})), "400 21402");
  EXPECT_TRUE(account_notifications().empty());
}

TEST_F(ApiTest, NumbersOfADeletedApplicationLoseIt) {
  const auto made = json(post("/Applications.json", {}));
  const Parameters bought = {{"PhoneNumber", "+815031234567"}, {"VoiceApplicationSid", text(made, "sid")}};
  const std::string number = text(json(post("/IncomingPhoneNumbers.json", bought)), "uri");
  EXPECT_EQ(outcome(send(request("DELETE", text(made, "uri")))), "204");
  EXPECT_EQ(outcome(send(request("DELETE", text(made, "uri")))), "404 20404");
  EXPECT_TRUE(json(get(number)).at("voice_application_sid").is_null());
}

TEST_F(ApiTest, ApplicationsAreFoundByTheirExactName) {
  post("/Applications.json", {{"FriendlyName", "日本"}});
  EXPECT_EQ(json(get("/Applications.json?FriendlyName=%E6%97%A5%E6%9C%AC")).at("applications").as_array().size(), 1U);
  EXPECT_EQ(json(get("/Applications.json?FriendlyName=%E6%97%A5")).at("applications").as_array().size(), 0U);
}

TEST_F(ApiTest, AnAccountHasAtMostAThousandApplications) {
  for (int i = 0; i < 1000; ++i) {
    store::Application row;
    row.sid = make_sid("AP");
    row.account_sid = account.sid;
    boost::asio::co_spawn(io, store->applications().save(row), boost::asio::use_future);
  }
  io.restart();
  io.run();
  EXPECT_EQ(outcome(post("/Applications.json", {})), "400 21301");
}

}  // namespace
}  // namespace ringback::api
