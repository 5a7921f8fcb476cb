#include "sip/authenticator.hpp"

#include <gtest/gtest.h>

#include "base/manual_deadlines.hpp"

namespace ringback::sip {
namespace {

using std::chrono::seconds;
using Verdict = Authenticator::Verdict;

class AuthenticatorTest : public testing::Test {
 protected:
  DigestCredentials credentials(const std::string& user = "alice") {
    const auto challenge = parse_challenge(authenticator.challenge(false));
    DigestCredentials out;
    out.username = user;
    out.realm = challenge->realm;
    out.nonce = challenge->nonce;
    out.uri = "sip:100@x";
    out.qop = "auth";
    out.nonce_count = "00000001";
    out.cnonce = "c";
    return out;
  }
  Verdict check(DigestCredentials credentials, const std::string& password = "secret") {
    credentials.response = digest_response(credentials, password, "INVITE");
    Message request;
    request.method = "INVITE";
    request.request_uri = "sip:100@192.0.2.1:5060";
    request.add("Authorization", "Basic x").add("Authorization", to_string(credentials));
    const auto outcome = authenticator.check(request);
    EXPECT_EQ(outcome.user, outcome.verdict == Verdict::accepted ? credentials.username : "");
    return outcome.verdict;
  }

  AuthenticatorTest() { authenticator.set_passwords({{"alice", "secret"}, {"bob", "other"}}); }

  boost::asio::io_context io;
  ManualDeadlines deadlines{io};
  Authenticator authenticator{"ringback", deadlines, 20};
};

TEST_F(AuthenticatorTest, AcceptsTheRightPassword) {
  EXPECT_EQ(check(credentials()), Verdict::accepted);
}

TEST_F(AuthenticatorTest, AcceptsSha256) {
  auto given = credentials();
  given.algorithm = DigestAlgorithm::sha256;
  EXPECT_EQ(check(given), Verdict::accepted);
}

TEST_F(AuthenticatorTest, RefusesWrongPasswordsUsersAndTargets) {
  EXPECT_EQ(check(credentials(), "guess"), Verdict::refused);
  EXPECT_EQ(check(credentials("bob")), Verdict::refused);
  EXPECT_EQ(check(credentials("nobody")), Verdict::refused);
  auto other_target = credentials();
  other_target.uri = "sip:999@x";
  EXPECT_EQ(check(other_target), Verdict::refused);
}

TEST_F(AuthenticatorTest, WithoutCredentialsForOurRealmThereAreNone) {
  auto foreign = credentials();
  foreign.realm = "elsewhere";
  EXPECT_EQ(check(foreign), Verdict::missing);
  EXPECT_EQ(authenticator.check({}).verdict, Verdict::missing);
}

TEST_F(AuthenticatorTest, CountMustRise) {
  auto given = credentials();
  EXPECT_EQ(check(given), Verdict::accepted);
  EXPECT_EQ(check(given), Verdict::stale);
  given.nonce_count = "0000000a";
  EXPECT_EQ(check(given), Verdict::accepted);
  given.nonce_count = "00000009";
  EXPECT_EQ(check(given), Verdict::stale);
}

TEST_F(AuthenticatorTest, WithoutCountANonceIsGoodOnce) {
  auto given = credentials();
  given.qop.clear();
  EXPECT_EQ(check(given), Verdict::accepted);
  EXPECT_EQ(check(given), Verdict::stale);
}

TEST_F(AuthenticatorTest, NonceIsGoodForFiveMinutes) {
  auto given = credentials();
  deadlines.advance(seconds(300));
  EXPECT_EQ(check(given), Verdict::accepted);
  deadlines.advance(seconds(1));
  given.nonce_count = "00000002";
  EXPECT_EQ(check(given), Verdict::stale);
}

TEST_F(AuthenticatorTest, NonceThatIsNotOursIsStale) {
  auto given = credentials();
  given.nonce.back() = given.nonce.back() == '0' ? '1' : '0';
  EXPECT_EQ(check(given), Verdict::stale);
  given.nonce = "short";
  EXPECT_EQ(check(given), Verdict::stale);
}

TEST_F(AuthenticatorTest, ManyNoncesDoNotFillTheMemoryNorCanOldOnesComeBack) {
  const auto first = credentials();
  EXPECT_EQ(check(first), Verdict::accepted);
  deadlines.advance(seconds(1));
  for (int i = 0; i < 21; ++i) ASSERT_EQ(check(credentials()), Verdict::accepted) << i;
  EXPECT_EQ(check(first), Verdict::stale);
}

}  // namespace
}  // namespace ringback::sip
