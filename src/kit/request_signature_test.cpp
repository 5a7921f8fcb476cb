#include "ringback/request_signature.hpp"

#include <gtest/gtest.h>

namespace ringback::kit {
namespace {

const std::string auth_token = "0123456789abcdef0123456789abcdef";
const std::string account = "AC00000000000000000000000000000001";
const std::string call_sid = "CA00000000000000000000000000000002";

const FormParameters incoming_parameters = {{"AccountSid", account},
                                            {"ApiVersion", "2010-04-01"},
                                            {"Called", "+815031234567"},
                                            {"CalledCity", ""},
                                            {"CalledCountry", "JP"},
                                            {"CalledState", ""},
                                            {"CalledVia", "05031234567"},
                                            {"CalledZip", ""},
                                            {"Caller", "+819059876543"},
                                            {"CallerCity", ""},
                                            {"CallerCountry", "JP"},
                                            {"CallerState", ""},
                                            {"CallerZip", ""},
                                            {"CallSid", call_sid},
                                            {"CallStatus", "ringing"},
                                            {"Direction", "inbound"},
                                            {"ForwardedFrom", "05031234567"},
                                            {"From", "+819059876543"},
                                            {"FromCity", ""},
                                            {"FromCountry", "JP"},
                                            {"FromState", ""},
                                            {"FromZip", ""},
                                            {"To", "+815031234567"},
                                            {"ToCity", ""},
                                            {"ToCountry", "JP"},
                                            {"ToState", ""},
                                            {"ToZip", ""}};
const std::string incoming_url = "https://app.example.com/twilio/incoming?tenant=7";
const std::string incoming_signature = "RNvhcYRBP62Z7rLZIeIyDIFns2I=";

const FormParameters outgoing_parameters = {{"AccountSid", account},
                                            {"ApiVersion", "2010-04-01"},
                                            {"ApplicationSid", "AP00000000000000000000000000000003"},
                                            {"Called", ""},
                                            {"Caller", "client:DeviceId_0001"},
                                            {"CallSid", call_sid},
                                            {"CallStatus", "ringing"},
                                            {"Direction", "inbound"},
                                            {"From", "client:DeviceId_0001"},
                                            {"To", ""},
                                            {"callerNumber", "+81-50-3123-4567"},
                                            {"dialTo", "+81-90-5987-6543"}};
const std::string outgoing_signature = "2Ekaa2ARQyY3eGlqjz75DBIg3BI=";

const std::string json_url =
    "https://app.example.com/events?bodySHA256=1f3655853035eb814c88e776a0b92f032e99d9886f0e7b61a00c26cfab5eee73";
const std::string json_body = R"({"CallSid":"CA00000000000000000000000000000002","Caller":"+819059876543"})";

// A row: what an independent implementation made of the same request.
TEST(RequestSignature, AgreesWithTheKnownSignatures) {
  const struct {
    std::string key;
    std::string url;
    FormParameters parameters;
    std::string signature;
  } rows[] = {
      {auth_token, incoming_url, incoming_parameters, incoming_signature},
      {auth_token, "http://app.example.com:8080/twilio/outgoing", outgoing_parameters, outgoing_signature},
      {auth_token,
       "https://app.example.com/twilio/outgoing?x=1&AccountSid=AC00000000000000000000000000000001&ApiVersion="
       "2010-04-01&ApplicationSid=AP00000000000000000000000000000003&Called=&Caller=client%3ADeviceId_0001&CallSid="
       "CA00000000000000000000000000000002&CallStatus=ringing&Direction=inbound&From=client%3ADeviceId_0001&To="
       "&callerNumber=%2B81-50-3123-4567&dialTo=%2B81-90-5987-6543",
       {},
       "sK2Ny0HLtecfc5dr/epqq2J4Pws="},
      {auth_token, json_url, {}, "v0f5h3rnMmvr9xJmezLCYaFaEuE="},
      {auth_token,
       "https://app.example.com/in",
       {{"SpeechResult", "もしもし"}, {"CallSid", call_sid}},
       "mZUgpmyTgNMSQkPyWpBs4A2f+gU="},
      {"12345",
       "https://example.com/myapp.php?foo=1&bar=2",
       {{"CallSid", "CA1234567890ABCDE"},
        {"Caller", "+14158675310"},
        {"Digits", "1234"},
        {"From", "+14158675310"},
        {"To", "+18005551212"}},
       "L/OH5YylLD5NRKLltdqwSvS0BnU="},
  };
  for (const auto& row : rows) {
    EXPECT_EQ(sign_request(row.key, row.url, row.parameters), row.signature) << row.url;
    EXPECT_TRUE(validate_request(row.key, row.signature, row.url, row.parameters)) << row.url;
  }
}

TEST(RequestSignature, TheOrderOfTheParametersDoesNotMatter) {
  const FormParameters reversed(incoming_parameters.rbegin(), incoming_parameters.rend());
  EXPECT_EQ(sign_request(auth_token, incoming_url, reversed), incoming_signature);
}

TEST(RequestSignature, OfHttpsThePortIsNotSigned) {
  for (const char* port : {":443", ":8443"}) {
    const auto url = "https://app.example.com" + std::string(port) + "/twilio/incoming?tenant=7";
    EXPECT_EQ(sign_request(auth_token, url, incoming_parameters), incoming_signature);
    EXPECT_TRUE(validate_request(auth_token, incoming_signature, url, incoming_parameters)) << port;
  }
}

TEST(RequestSignature, ASignerThatSignsThePortOfHttpsIsBelieved) {
  const std::string over_8443 = "AuXAX7WepKaV+yqBcQ4wBqxG1gY=";
  const std::string over_443 = "PhIa3pMcj1kcWM5KZuN10AUTIbo=";
  EXPECT_TRUE(validate_request("12345", over_8443, "https://a.example:8443/", {}));
  EXPECT_TRUE(validate_request("12345", over_443, "https://a.example/", {}));
  EXPECT_FALSE(validate_request("12345", over_443, "https://a.example:8443/", {}));
}

TEST(RequestSignature, OfHttpThePortIsSigned) {
  EXPECT_TRUE(validate_request(auth_token, outgoing_signature, "http://app.example.com:8080/twilio/outgoing",
                               outgoing_parameters));
  EXPECT_FALSE(
      validate_request(auth_token, outgoing_signature, "http://app.example.com/twilio/outgoing", outgoing_parameters));
}

TEST(RequestSignature, UserInfoAndFragmentAreNotSigned) {
  EXPECT_EQ(sign_request(auth_token, "https://jo:p%40ss@app.example.com:8443/twilio/incoming?tenant=7#rc=2",
                         incoming_parameters),
            incoming_signature);
  EXPECT_EQ(sign_request(auth_token, "http://jo@app.example.com:8080/twilio/outgoing#ct=100", outgoing_parameters),
            outgoing_signature);
}

TEST(RequestSignature, TheColonsOfAnIpv6AddressAreNoPort) {
  EXPECT_EQ(sign_request(auth_token, "https://[2001:db8::1]:8443/in", {}),
            sign_request(auth_token, "https://[2001:db8::1]/in", {}));
  EXPECT_NE(sign_request(auth_token, "http://[2001:db8::1]:8080/in", {}),
            sign_request(auth_token, "http://[2001:db8::1]/in", {}));
}

TEST(RequestSignature, AnyChangeIsRefused) {
  auto changed = incoming_parameters;
  changed.back().second = "x";
  EXPECT_FALSE(validate_request(auth_token, incoming_signature, incoming_url, changed));
  EXPECT_FALSE(validate_request(auth_token, incoming_signature, incoming_url + "/", incoming_parameters));
  EXPECT_FALSE(validate_request("12345", incoming_signature, incoming_url, incoming_parameters));
  EXPECT_FALSE(validate_request(auth_token, "", incoming_url, incoming_parameters));
  EXPECT_FALSE(validate_request(auth_token, incoming_signature + "=", incoming_url, incoming_parameters));
}

TEST(RequestSignature, WithoutAnAuthTokenNothingIsValid) {
  EXPECT_FALSE(
      validate_request("", sign_request("", incoming_url, incoming_parameters), incoming_url, incoming_parameters));
}

TEST(RequestSignature, ABodyIsProvenByItsHashInTheUrl) {
  const std::string signature = "v0f5h3rnMmvr9xJmezLCYaFaEuE=";
  EXPECT_TRUE(validate_request_with_body(auth_token, signature, json_url, json_body));
  EXPECT_FALSE(validate_request_with_body(auth_token, signature, json_url, json_body + " "));
  EXPECT_FALSE(validate_request_with_body("12345", signature, json_url, json_body));
  const std::string bare_url = "https://app.example.com/events";
  EXPECT_FALSE(validate_request_with_body(auth_token, sign_request(auth_token, bare_url, {}), bare_url, json_body));
}

}  // namespace
}  // namespace ringback::kit
