#include "sip/digest_client.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <initializer_list>

namespace ringback::sip {
namespace {

using testing::HasSubstr;
using testing::Not;

Message refusal(int status, std::initializer_list<const char*> challenges) {
  Message out;
  out.status = status;
  for (const auto* challenge : challenges) {
    out.add(status == 407 ? "Proxy-Authenticate" : "WWW-Authenticate", challenge);
  }
  return out;
}

Message success(std::string_view info) {
  Message out;
  out.status = 200;
  return out.add("Authentication-Info", info);
}

class DigestClientTest : public testing::Test {
 protected:
  DigestClientTest() {
    request.method = "REGISTER";
    request.request_uri = "sip:x";
  }
  // Challenged, and asked again.
  bool challenge(int status, std::initializer_list<const char*> challenges) {
    const bool hopeful = client.take_challenge(request, refusal(status, challenges));
    client.authorise(request);
    return hopeful;
  }
  std::string answer(std::string_view header = "Authorization") const { return std::string(request.value(header)); }

  DigestClient client{{"u", "p"}};
  Message request;
};

TEST_F(DigestClientTest, SaysNothingUntilItIsAsked) {
  client.authorise(request);
  EXPECT_EQ(request.headers.size(), 0U);
}

TEST_F(DigestClientTest, AnswersTheStrongestChallenge) {
  ASSERT_TRUE(challenge(401, {"Digest nonce=\"1\"", "Digest nonce=\"2\",algorithm=SHA-256", "Digest nonce=\"3\""}));
  EXPECT_THAT(answer(), HasSubstr("algorithm=SHA-256"));
  EXPECT_THAT(answer(), HasSubstr("nonce=\"2\""));
}

TEST_F(DigestClientTest, AnswersAProxyAndTheServerBehindIt) {
  ASSERT_TRUE(challenge(407, {"Digest realm=\"a\",nonce=\"1\",qop=\"auth\""}));
  ASSERT_TRUE(challenge(401, {"Digest realm=\"b\",nonce=\"2\",qop=\"auth\""}));
  EXPECT_THAT(answer("Proxy-Authorization"), HasSubstr("nc=00000002"));
  EXPECT_THAT(answer(), HasSubstr("nc=00000001"));
}

TEST_F(DigestClientTest, AnswersEachRealmOfAForkedRequest) {
  ASSERT_TRUE(challenge(401, {"Digest realm=\"a\",nonce=\"1\"", "Digest realm=\"b\",nonce=\"2\""}));
  EXPECT_EQ(request.headers.size(), 2U);
}

TEST_F(DigestClientTest, CountsTheUsesOfANonce) {
  ASSERT_TRUE(challenge(401, {"Digest nonce=\"1\",qop=\"auth\""}));
  EXPECT_THAT(answer(), HasSubstr("nc=00000001"));
  client.take_success(success(""));
  client.authorise(request);
  EXPECT_THAT(answer(), HasSubstr("nc=00000002"));
  EXPECT_EQ(request.headers.size(), 1U);
}

TEST_F(DigestClientTest, ChangesToTheNextNonceWhenToldTo) {
  ASSERT_TRUE(challenge(401, {"Digest nonce=\"1\",qop=\"auth\""}));
  client.take_success(success("nextnonce=\"two\""));
  client.authorise(request);
  EXPECT_THAT(answer(), HasSubstr("nonce=\"two\""));
  EXPECT_THAT(answer(), HasSubstr("nc=00000001"));
}

TEST_F(DigestClientTest, GivesUpWhenItsAnswerIsRefused) {
  ASSERT_TRUE(challenge(401, {"Digest nonce=\"1\""}));
  EXPECT_FALSE(challenge(401, {"Digest nonce=\"2\""}));
}

TEST_F(DigestClientTest, TriesAgainWhenTheNonceWasOld) {
  ASSERT_TRUE(challenge(401, {"Digest nonce=\"1\""}));
  EXPECT_TRUE(challenge(401, {"Digest nonce=\"2\",stale=true"}));
}

TEST_F(DigestClientTest, TriesAgainWhenAUsedNonceIsRefusedWithoutAWord) {
  ASSERT_TRUE(challenge(401, {"Digest nonce=\"1\",qop=\"auth\""}));
  client.take_success(success(""));
  client.authorise(request);
  EXPECT_TRUE(challenge(401, {"Digest nonce=\"2\",qop=\"auth\""}));
  EXPECT_FALSE(challenge(401, {"Digest nonce=\"3\",qop=\"auth\""}));
}

TEST_F(DigestClientTest, EndsWithAServerThatFindsEveryNonceStale) {
  int tries = 0;
  while (tries < 100 && challenge(401, {"Digest nonce=\"1\",stale=true"})) ++tries;
  EXPECT_EQ(tries, 5);
}

TEST_F(DigestClientTest, CannotAnswerOtherSchemes) {
  EXPECT_FALSE(challenge(401, {"Basic realm=\"x\""}));
  EXPECT_FALSE(challenge(401, {}));
  EXPECT_FALSE(challenge(403, {"Digest nonce=\"1\""}));
}

TEST_F(DigestClientTest, NeverShowsThePassword) {
  client = DigestClient({"u", "open sesame"});
  ASSERT_TRUE(challenge(401, {"Digest nonce=\"1\""}));
  EXPECT_THAT(answer(), Not(HasSubstr("sesame")));
}

}  // namespace
}  // namespace ringback::sip
