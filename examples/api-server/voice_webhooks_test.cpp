#include "voice_webhooks.hpp"

#include <gtest/gtest.h>

#include "ringback/request_signature.hpp"

namespace api_server {
namespace {

namespace http = ringback::http;
using ringback::Parameters;

const std::string auth_token = "0123456789abcdef0123456789abcdef";
const std::string public_url = "http://127.0.0.1:8080";
const std::string declaration = R"(<?xml version="1.0" encoding="UTF-8"?>)";
const std::string reject = declaration + "<Response><Reject/></Response>";

const Parameters incoming_call = {
    {"CallSid", "CA00000000000000000000000000000002"}, {"From", "+819059876543"}, {"To", "+815031234567"}};
const Parameters outgoing_call = {{"CallSid", "CA00000000000000000000000000000002"},
                                  {"From", "client:DeviceId_0001"},
                                  {"To", ""},
                                  {"callerPhoneNumber", "+81-50-3123-4567"},
                                  {"callOutgoingPhoneNumber", "+81-90-5987-6543"}};

http::Request post(const std::string& path, const Parameters& parameters) {
  http::Request request;
  request.method = "POST";
  request.path = path;
  request.headers = {{"Content-Type", "application/x-www-form-urlencoded"},
                     {"X-Twilio-Signature", ringback::kit::sign_request(auth_token, public_url + path, parameters)}};
  request.body = ringback::form_encode(parameters);
  return request;
}

http::Request get(const std::string& path, const Parameters& parameters) {
  http::Request request;
  request.method = "GET";
  request.path = path;
  request.query = ringback::form_encode(parameters);
  const auto url = public_url + path + '?' + request.query;
  request.headers = {{"X-Twilio-Signature", ringback::kit::sign_request(auth_token, url, {})}};
  return request;
}

Parameters with(Parameters parameters, std::string_view name, const std::string& value) {
  for (auto& [key, old] : parameters) {
    if (key == name) old = value;
  }
  return parameters;
}

class VoiceWebhooksTest : public testing::Test {
 protected:
  VoiceWebhooksTest() {
    EXPECT_TRUE(directory_.assign("+815031234567", "DeviceId_0001"));
    EXPECT_TRUE(directory_.assign("+815031234568", "DeviceId_0002"));
  }
  ClientDirectory directory_ = *ClientDirectory::open(":memory:", "JP");
  VoiceWebhooks webhooks_{directory_, auth_token, public_url};
};

TEST_F(VoiceWebhooksTest, AnIncomingCallRingsTheClientOfTheNumber) {
  const std::string expected =
      declaration + R"(<Response><Dial timeout="60"><Client>DeviceId_0001</Client></Dial></Response>)";
  const auto response = webhooks_.incoming(post("/incoming", incoming_call));
  EXPECT_EQ(response.status, 200);
  EXPECT_EQ(http::header(response.headers, "Content-Type"), "text/xml");
  EXPECT_EQ(response.body, expected);
  EXPECT_EQ(webhooks_.incoming(get("/incoming", incoming_call)).body, expected);
}

TEST_F(VoiceWebhooksTest, AnOutgoingCallRingsThePhone) {
  const std::string expected =
      declaration +
      R"(<Response><Dial timeout="60" callerId="+81-50-3123-4567"><Number>+81-90-5987-6543</Number></Dial></Response>)";
  EXPECT_EQ(webhooks_.outgoing(post("/outgoing", outgoing_call)).body, expected);
  EXPECT_EQ(webhooks_.outgoing(get("/outgoing", outgoing_call)).body, expected);
}

TEST_F(VoiceWebhooksTest, ACallToAnUnknownNumberIsRejected) {
  EXPECT_EQ(webhooks_.incoming(post("/incoming", with(incoming_call, "To", "+815000000000"))).body, reject);
  EXPECT_EQ(webhooks_.incoming(post("/incoming", with(incoming_call, "To", "anonymous"))).body, reject);
}

TEST_F(VoiceWebhooksTest, APageMayNotShowSomebodyElsesNumber) {
  for (const char* number : {"+81-50-3123-4568", "+815000000000", "nonsense"}) {
    const auto call = with(outgoing_call, "callerPhoneNumber", number);
    EXPECT_EQ(webhooks_.outgoing(post("/outgoing", call)).body, reject) << number;
  }
  const auto other_client = with(outgoing_call, "From", "client:DeviceId_0002");
  EXPECT_EQ(webhooks_.outgoing(post("/outgoing", other_client)).body, reject);
}

TEST_F(VoiceWebhooksTest, ACallToWhatIsNoNumberIsRejected) {
  const auto call = with(outgoing_call, "callOutgoingPhoneNumber", "<Hangup/>");
  EXPECT_EQ(webhooks_.outgoing(post("/outgoing", call)).body, reject);
}

TEST_F(VoiceWebhooksTest, AMissingParameterIsNamed) {
  const struct {
    http::Response response;
    std::string name;
  } rows[] = {
      {webhooks_.incoming(post("/incoming", with(incoming_call, "To", ""))), "To"},
      {webhooks_.outgoing(post("/outgoing", with(outgoing_call, "callerPhoneNumber", ""))), "callerPhoneNumber"},
      {webhooks_.outgoing(post("/outgoing", incoming_call)), "callerPhoneNumber"},
      {webhooks_.outgoing(post("/outgoing", with(outgoing_call, "callOutgoingPhoneNumber", ""))),
       "callOutgoingPhoneNumber"},
  };
  for (const auto& row : rows) {
    EXPECT_EQ(row.response.status, 400);
    EXPECT_NE(row.response.body.find('"' + row.name + '"'), std::string::npos) << row.response.body;
  }
}

TEST_F(VoiceWebhooksTest, WithoutARightSignatureNothingIsAnswered) {
  auto unsigned_request = post("/incoming", incoming_call);
  unsigned_request.headers.pop_back();
  auto changed_body = post("/incoming", incoming_call);
  changed_body.body += "&x=y";
  auto changed_query = get("/incoming", incoming_call);
  changed_query.query += "&x=y";
  auto added_query = post("/incoming", incoming_call);
  added_query.query = "To=%2B815031234568";
  for (const auto& request :
       {unsigned_request, changed_body, changed_query, added_query, http::Request(post("/outgoing", incoming_call))}) {
    auto sent = request;
    sent.path = "/incoming";
    EXPECT_EQ(webhooks_.incoming(sent).status, 403);
  }
}

TEST_F(VoiceWebhooksTest, OtherMethodsAreRefused) {
  auto request = post("/incoming", incoming_call);
  request.method = "PUT";
  EXPECT_EQ(webhooks_.incoming(request).status, 405);
}

}  // namespace
}  // namespace api_server
