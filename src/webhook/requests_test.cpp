#include "webhook/requests.hpp"

#include <gmock/gmock.h>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <optional>

#include "base/manual_deadlines.hpp"
#include "http/client.hpp"
#include "ringback/request_signature.hpp"
#include "webhook/fake_application.hpp"
#include "webhook/parameters.hpp"

namespace ringback::webhook {
namespace {

using testing::HasSubstr;

constexpr const char* token = "0123456789abcdef0123456789abcdef";

// The incoming call of the founding flows.
call::Facts incoming() {
  call::Facts facts;
  facts.sid = "CA00000000000000000000000000000002";
  facts.account_sid = "AC00000000000000000000000000000001";
  facts.auth_token = token;
  facts.from = "+819059876543";
  facts.to = facts.called = "+815031234567";
  facts.status = "ringing";
  facts.direction = "inbound";
  facts.forwarded_from = "05031234567";
  return facts;
}

// The outgoing call of the founding flows.
call::Facts outgoing() {
  call::Facts facts = incoming();
  facts.application_sid = "AP00000000000000000000000000000003";
  facts.from = "client:DeviceId_0001";
  facts.to = facts.called = facts.forwarded_from = "";
  return facts;
}

TEST(Requests, TheIncomingCallOfTheFoundingFlowsHasItsExactBody) {
  const auto http = to_http(incoming(), {.url = "https://app.example.com/in"});
  EXPECT_EQ(http.body,
            "AccountSid=AC00000000000000000000000000000001&ApiVersion=2010-04-01&Called=%2B815031234567&CalledCity=&"
            "CalledCountry=JP&CalledState=&CalledVia=05031234567&CalledZip=&Caller=%2B819059876543&CallerCity=&"
            "CallerCountry=JP&CallerState=&CallerZip=&CallSid=CA00000000000000000000000000000002&CallStatus=ringing&"
            "Direction=inbound&ForwardedFrom=05031234567&From=%2B819059876543&FromCity=&FromCountry=JP&FromState=&"
            "FromZip=&To=%2B815031234567&ToCity=&ToCountry=JP&ToState=&ToZip=");
  EXPECT_EQ(http::header(http.headers, "Content-Type"), "application/x-www-form-urlencoded");
  EXPECT_EQ(http.method, "POST");
}

TEST(Requests, TheOutgoingCallOfTheFoundingFlowsHasItsExactBodyWithThePageLast) {
  Request request{.url = "http://app.example.com:8080/twilio/outgoing"};
  request.page_parameters = {{"callerPhoneNumber", "+81-50-3123-4567"},
                             {"callOutgoingPhoneNumber", "+81-90-5987-6543"}};
  EXPECT_EQ(to_http(outgoing(), request).body,
            "AccountSid=AC00000000000000000000000000000001&ApiVersion=2010-04-01&"
            "ApplicationSid=AP00000000000000000000000000000003&Called=&Caller=client%3ADeviceId_0001&"
            "CallSid=CA00000000000000000000000000000002&CallStatus=ringing&Direction=inbound&"
            "From=client%3ADeviceId_0001&To=&callerPhoneNumber=%2B81-50-3123-4567&"
            "callOutgoingPhoneNumber=%2B81-90-5987-6543");
}

TEST(Requests, ACallThatWasNotForwardedHasNeitherForwardedFromNorCalledVia) {
  call::Facts facts = incoming();
  facts.forwarded_from = "";
  const auto parameters = standard_parameters(facts);
  EXPECT_EQ(find(parameters, "ForwardedFrom"), nullptr);
  EXPECT_EQ(find(parameters, "CalledVia"), nullptr);
}

TEST(Requests, APageThatNamesANumberAsToGivesNoPlaces) {
  call::Facts facts = outgoing();
  facts.to = "+1 415 555 2671";
  const auto parameters = standard_parameters(facts);
  EXPECT_EQ(*find(parameters, "To"), "+1 415 555 2671");
  EXPECT_EQ(*find(parameters, "Called"), "");
  EXPECT_EQ(find(parameters, "ToCountry"), nullptr);
}

TEST(Requests, AreSignedOverTheirDecodedParameters) {
  const auto http = to_http(incoming(), {.url = "https://app.example.com/twilio/incoming?tenant=7"});
  EXPECT_EQ(http::header(http.headers, "X-Twilio-Signature"), "RNvhcYRBP62Z7rLZIeIyDIFns2I=");
}

TEST(Requests, AGetCarriesItsParametersInTheQueryAndSignsThem) {
  const auto http = to_http(incoming(), {.url = "https://app.example.com/in?x=1#rc=2", .method = "GET"});
  EXPECT_THAT(http.url, testing::StartsWith("https://app.example.com/in?x=1&AccountSid=AC"));
  EXPECT_THAT(http.url, testing::Not(HasSubstr("#")));
  EXPECT_EQ(http.body, "");
  EXPECT_TRUE(kit::validate_request(token, http::header(http.headers, "X-Twilio-Signature"), http.url, {}));
}

struct Delivery : testing::Test {
  boost::asio::io_context io;
  ManualDeadlines deadlines{io};
  FakeApplication application;
  Requests requests{application.as_fetch(), deadlines};

  Result<Reply> send(const std::string& url) {
    std::optional<Result<Reply>> result;
    boost::asio::co_spawn(io, requests.send(incoming(), {.url = url}),
                          [&](const std::exception_ptr&, Result<Reply> reply) { result.emplace(std::move(reply)); });
    io.run();
    io.restart();
    return *result;
  }
};

TEST_F(Delivery, GivesBodyAndBareContentType) {
  application.answers_with("http://app/in", "<Response/>", 200, "Text/XML");
  const auto reply = send("http://app/in");
  ASSERT_TRUE(reply);
  EXPECT_EQ(reply->body, "<Response/>");
  EXPECT_EQ(reply->content_type, "text/xml");
}

TEST_F(Delivery, TriesOnceMoreWhenNoConnectionCameAbout) {
  application.fails_with("http://app/in", http::FetchFailure::connection_refused);
  const auto reply = send("http://app/in");
  ASSERT_FALSE(reply);
  EXPECT_EQ(reply.error().code, 11205);
  EXPECT_EQ(application.asked.size(), 2U);
}

TEST_F(Delivery, DoesNotRepeatWhatTheApplicationMayHaveSeen) {
  application.fails_with("http://app/slow", http::FetchFailure::timeout);
  EXPECT_EQ(send("http://app/slow").error().code, 11200);
  application.answers_with("http://app/broken", "oops", 500);
  EXPECT_EQ(send("http://app/broken").error().code, 11200);
  EXPECT_EQ(application.asked.size(), 2U);
}

TEST_F(Delivery, SoundIsTakenByItsTypeWhateverItsSize) {
  http::FetchResult& file = application.answers["http://app/music.mp3"];
  file.failure = http::FetchFailure::too_large;
  file.status = 200;
  file.headers = {{"Content-Type", "audio/mpeg"}};
  const auto reply = send("http://app/music.mp3");
  ASSERT_TRUE(reply);
  EXPECT_EQ(reply->content_type, "audio/mpeg");
  EXPECT_EQ(reply->url, "http://app/music.mp3");
  file.status = 404;
  EXPECT_EQ(send("http://app/music.mp3").error().code, 11750);
}

TEST_F(Delivery, ShowsNoPasswordOfAUrl) {
  application.answers_with("http://bob:secret@app/in", "no", 500);
  EXPECT_THAT(send("http://bob:secret@app/in").error().message, testing::Not(HasSubstr("secret")));
}

TEST_F(Delivery, FollowsARedirectWithASignatureOfItsOwn) {
  application.answers_with("http://app/in", "", 307);
  application.answers["http://app/in"].headers = {{"Location", "/moved?x=1"}};
  application.answers_with("http://app/moved", "<Response/>");
  const auto reply = send("http://app/in");
  ASSERT_TRUE(reply) << reply.error().message;
  EXPECT_EQ(reply->url, "http://app/moved?x=1");
  const auto& moved = application.asked.at(1);
  EXPECT_EQ(moved.method, "POST");
  EXPECT_TRUE(kit::validate_request(token, moved.signature, "http://app/moved?x=1", form_decode(moved.body)));
}

TEST_F(Delivery, APostThatMovesForGoodBecomesAGetWithItsParameters) {
  application.answers_with("http://app/in", "", 301);
  application.answers["http://app/in"].headers = {{"Location", "http://app/moved"}};
  application.answers_with("http://app/moved", "<Response/>");
  const auto reply = send("http://app/in");
  ASSERT_TRUE(reply) << reply.error().message;
  EXPECT_EQ(reply->url, "http://app/moved");
  EXPECT_EQ(application.asked.at(1).method, "GET");
  EXPECT_EQ(application.asked.at(1).value("CallStatus"), "ringing");
}

TEST_F(Delivery, EndlessRedirectsAreGivenUp) {
  application.answers_with("http://app/in", "", 302);
  application.answers["http://app/in"].headers = {{"Location", "/in"}};
  EXPECT_EQ(send("http://app/in").error().code, 11215);
  EXPECT_EQ(application.asked.size(), 11U);
}

TEST(ResolveUrl, FollowsRfc3986FromTheCurrentDocument) {
  const std::string base = "https://app.example.com:8443/voice/menu?step=1";
  EXPECT_EQ(*resolve_url(base, ""), base);
  EXPECT_EQ(*resolve_url(base, " \n"), base);
  EXPECT_EQ(*resolve_url(base, "?step=2"), "https://app.example.com:8443/voice/menu?step=2");
  EXPECT_EQ(*resolve_url(base, "next"), "https://app.example.com:8443/voice/next");
  EXPECT_EQ(*resolve_url(base, "../up"), "https://app.example.com:8443/up");
  EXPECT_EQ(*resolve_url(base, "/root"), "https://app.example.com:8443/root");
  EXPECT_EQ(*resolve_url(base, "http://other/x"), "http://other/x");
}

TEST(ResolveUrl, RefusesWhatIsNoWebAddress) {
  EXPECT_EQ(resolve_url("https://app/x", "ftp://app/y").error().code, 11100);
  EXPECT_EQ(resolve_url("https://app/x", "http://bad host/").error().code, 11100);
  EXPECT_FALSE(resolve_url("https://app/x", "javascript:alert(1)"));
}

}  // namespace
}  // namespace ringback::webhook
