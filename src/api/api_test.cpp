#include "api/api.hpp"

#include "api/fixture_test.hpp"

namespace ringback::api {
namespace {

TEST_F(ApiTest, EveryAnswerHasTwiliosHeaders) {
  for (const auto* target : {".json", "/Nothing.json", "/2008-08-01/Accounts.json"}) {
    const auto response = get(target);
    EXPECT_TRUE(is_sid(http::header(response.headers, "Twilio-Request-Id"), "RQ")) << target;
    EXPECT_EQ(http::header(response.headers, "Twilio-Request-Duration"), "0.000") << target;
    EXPECT_FALSE(http::header(response.headers, "Twilio-Concurrent-Requests").empty()) << target;
  }
}

TEST_F(ApiTest, AnAccountIsNotForCaches) {
  EXPECT_EQ(http::header(get(".json").headers, "Cache-Control"), "no-store");
}

TEST_F(ApiTest, AnUnknownPathIsNamedInTheError) {
  const auto response = get("/Nothing.json");
  EXPECT_EQ(text(json(response), "message"),
            "The requested resource /2010-04-01/Accounts/" + account.sid + "/Nothing.json was not found");
}

TEST_F(ApiTest, ThingsThatAreNotThereAre404) {
  for (const auto& target :
       {"/Calls/" + make_sid("CA") + ".json", "/Calls/" + make_sid("CA") + "/Notifications.json",
        "/Applications/" + make_sid("AP") + ".json", "/IncomingPhoneNumbers/" + make_sid("PN") + ".json",
        "/Applications/" + make_sid("PN") + ".json", std::string("/Applications/AP123.json"),
        std::string("/applications.json")}) {
    EXPECT_EQ(outcome(get(target)), "404 20404") << target;
  }
}

TEST_F(ApiTest, TheFormatOfAnErrorFollowsThePath) {
  EXPECT_EQ(http::header(get("/Nothing").headers, "Content-Type"), "application/xml; charset=utf-8");
  EXPECT_EQ(http::header(get("/Nothing.json").headers, "Content-Type"), "application/json");
}

TEST_F(ApiTest, MethodsThatAResourceHasNotAreNamed) {
  const auto response = send(request("DELETE", "/Calls.json"));
  EXPECT_EQ(outcome(response), "405 20004");
  EXPECT_EQ(http::header(response.headers, "Allow"), "GET, HEAD, POST, OPTIONS");
  EXPECT_EQ(outcome(send(request("PATCH", "/Applications.json"))), "405 20004");
  EXPECT_EQ(outcome(send(request("DELETE", ".json"))), "405 20004");
}

TEST_F(ApiTest, OptionsTellsTheMethods) {
  const auto response = send(request("OPTIONS", "/Applications.json"));
  EXPECT_EQ(response.status, 204);
  EXPECT_EQ(http::header(response.headers, "Allow"), "GET, HEAD, POST, OPTIONS");
  EXPECT_EQ(response.body, "");
}

TEST_F(ApiTest, HeadHasNoBody) {
  const auto response = send(request("HEAD", ".json"));
  EXPECT_EQ(response.status, 200);
  EXPECT_EQ(response.body, "");
}

TEST_F(ApiTest, OldClientsMayPut) {
  const std::string sid = text(json(post("/Applications.json", {})), "sid");
  const auto response = send(request("PUT", "/Applications/" + sid + ".json", "FriendlyName=new"));
  EXPECT_EQ(text(json(response), "friendly_name"), "new");
}

TEST_F(ApiTest, ATrailingSlashIsTolerated) {
  EXPECT_EQ(outcome(get("/Calls.json/")), "200");
}

TEST_F(ApiTest, JsonBodiesAreRefusedWithAHint) {
  auto asked = request("POST", "/Applications.json", "{}");
  asked.headers[1].second = "application/json";
  const auto response = send(asked);
  EXPECT_EQ(outcome(response), "400 20422");
  EXPECT_NE(text(json(response), "message").find("x-www-form-urlencoded"), std::string::npos);
}

TEST_F(ApiTest, AHugeBodyIsRefused) {
  EXPECT_EQ(outcome(send(request("POST", "/Applications.json", std::string(200'000, 'a')))), "413 20413");
}

TEST_F(ApiTest, UnknownParametersAreAcceptedAndNoted) {
  EXPECT_EQ(outcome(post("/Applications.json", {{"FriendlyName", "x"}, {"Shade", "http://x"}, {"Colour", "red"}})),
            "201");
  const auto notes = account_notifications();
  ASSERT_EQ(notes.size(), 1U);
  EXPECT_EQ(notes[0].error_code, 20001);
  EXPECT_TRUE(notes[0].warning);
  EXPECT_EQ(notes[0].message_text, "Unknown parameters were ignored: Colour, Shade");
}

TEST_F(ApiTest, KnownParametersAreNotNoted) {
  post("/Applications.json", {{"FriendlyName", "x"}, {"VoiceUrl", "http://x"}, {"ApiVersion", "2010-04-01"}});
  get("/Applications.json?FriendlyName=x&PageSize=1&Page=0");
  get("/Calls.json?To=x&From=y&Status=z&StartTime%3E=2020-01-01&EndTime=2020-01-01&ParentCallSid=CA1");
  EXPECT_TRUE(account_notifications().empty());
}

TEST_F(ApiTest, TooManyRequestsAtOnceAreTurnedAway) {
  Api full({.default_region = "JP", .max_concurrent_requests = 0},
           {*store, deadlines, io.get_executor(), pages, subscriptions, attendant, recordings, conferences, queues,
            sounds, requests});
  const auto response = wait(full.handle(request("GET", "/Calls.json")));
  EXPECT_EQ(outcome(response), "429 20429");
  EXPECT_EQ(http::header(response.headers, "Retry-After"), "1");
}

TEST_F(ApiTest, RequestsOfOneAccountAreCountedWhileTheyRun) {
  for (int i = 0; i < 3; ++i) {
    EXPECT_EQ(http::header(get("/Calls.json").headers, "Twilio-Concurrent-Requests"), "1");
  }
}

TEST_F(ApiTest, ARequestThatIsUnderWayMayOutliveTheApi) {
  auto unfinished =
      std::make_unique<Api>(options, Api::Parts{*store, deadlines, io.get_executor(), pages, subscriptions, attendant,
                                                recordings, conferences, queues, sounds, requests});
  boost::asio::co_spawn(io, unfinished->handle(request("GET", "/Calls.json")), boost::asio::use_future);
  io.restart();
  // The start, then the account that was read: the list is now being read.
  io.run_one();
  io.run_one();
  unfinished.reset();
}

}  // namespace
}  // namespace ringback::api
