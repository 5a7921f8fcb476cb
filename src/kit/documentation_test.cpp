// The examples of docs/kit.md, word for word, so that they stay true.
#include <gtest/gtest.h>

#include <string>
#include <variant>

#include "ringback/access_token.hpp"
#include "ringback/capability_token.hpp"
#include "ringback/request_signature.hpp"
#include "ringback/twiml.hpp"

namespace {

using namespace ringback::kit;

const std::string account_sid = "AC00000000000000000000000000000001";
const std::string application_sid = "AP00000000000000000000000000000003";
const std::string auth_token = "0123456789abcdef0123456789abcdef";
constexpr std::int64_t now = 1'700'000'000;

TEST(Documentation, ABrowserRings) {
  std::string body = VoiceResponse().dial(Dial().timeout(60).client("DeviceId_0001")).to_xml();

  EXPECT_NE(body.find("<Client>DeviceId_0001</Client>"), std::string::npos);
}

TEST(Documentation, BuildsADocumentStepByStep) {
  VoiceResponse response;
  response.say(Say("お待ちください。").language("ja-JP"));
  response.dial(Dial()
                    .timeout(60)
                    .caller_id("+815031234567")
                    .action("/dial-ended")
                    .number("+819059876543")
                    .client(Client("DeviceId_0001").parameter("order", "7 & 8")));
  response.append(Element("Enqueue", "support"));

  EXPECT_NE(response.to_xml().find(R"(value="7 &amp; 8")"), std::string::npos);
}

TEST(Documentation, MakesAndReadsAToken) {
  Capabilities rights{.incoming_client_name = "DeviceId_0001",
                      .outgoing_application_sid = application_sid,
                      .outgoing_client_name = "DeviceId_0001"};
  std::string token = make_capability_token(account_sid, auth_token, rights, now);

  auto verified = verify_capability_token(token, auth_token, now);
  if (auto* good = std::get_if<VerifiedToken>(&verified)) {
    EXPECT_EQ(good->capabilities.identity(), "DeviceId_0001");
  } else {
    FAIL();
  }
}

TEST(Documentation, MakesAnAccessToken) {
  const std::string key_sid = "SK00000000000000000000000000000003";
  const std::string key_secret = "the-secret-of-the-key";
  ApiKey key{account_sid, key_sid, key_secret};
  std::string token =
      make_access_token(key, {.identity = "DeviceId_0001",
                              .voice = {.incoming_allow = true, .outgoing_application_sid = application_sid},
                              .now = now});

  auto verified = verify_access_token(token, key, now);
  EXPECT_TRUE(std::holds_alternative<VerifiedToken>(verified));
}

TEST(Documentation, ChecksASignature) {
  FormParameters form = {{"CallSid", "CA00000000000000000000000000000002"}, {"To", "+815031234567"}};
  std::string signature = sign_request(auth_token, "https://app.example.com/incoming", form);

  EXPECT_TRUE(validate_request(auth_token, signature, "https://app.example.com:8443/incoming", form));
}

}  // namespace
