#include "browser/authentication.hpp"

#include <gtest/gtest.h>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <ringback/access_token.hpp>

#include "base/manual_deadlines.hpp"
#include "browser/fake_keys.hpp"

namespace ringback::browser {
namespace {

constexpr std::int64_t now = 1'700'000'000;
const std::string sid = "AC00000000000000000000000000000001";
const std::string key = "0123456789abcdef0123456789abcdef";

class AuthenticationTest : public testing::Test {
 protected:
  AuthenticationTest() {
    keys.accounts.rows[sid] = {.sid = sid, .auth_token = key};
    capabilities.incoming_client_name = "alice";
  }
  std::variant<Grant, Refusal> check(const std::string& token) {
    std::variant<Grant, Refusal> out;
    boost::asio::co_spawn(io, run(keys, token, out), boost::asio::detached);
    deadlines.settle();
    return out;
  }
  static Task<void> run(Keys keys, std::string token, std::variant<Grant, Refusal>& out) {
    out = co_await authenticate(keys, std::move(token), now);
  }
  std::string token(std::int64_t made = now, int ttl = 3600) const {
    return kit::make_capability_token(sid, key, capabilities, made, ttl);
  }

  boost::asio::io_context io;
  ManualDeadlines deadlines{io};
  FakeKeys keys{deadlines};
  kit::Capabilities capabilities;
};

TEST_F(AuthenticationTest, GoodTokenGivesClientAndExpiry) {
  const auto outcome = check(token());
  const auto* grant = std::get_if<Grant>(&outcome);
  ASSERT_NE(grant, nullptr);
  EXPECT_EQ(grant->client, (Client{sid, "alice"}));
  EXPECT_EQ(grant->expires_at, now + 3600);
}

TEST_F(AuthenticationTest, BadTokensAreRefusedWithTheSdksCodes) {
  const std::string foreign = kit::make_capability_token(sid, "another", capabilities, now);
  const std::string unknown = kit::make_capability_token("AC00000000000000000000000000000009", key, capabilities, now);
  const struct {
    std::string token;
    int code;
    Refusal::Then then;
  } rows[] = {
      {"", 31204, Refusal::Then::close},
      {"not-a-jwt", 31204, Refusal::Then::close},
      {foreign, 31204, Refusal::Then::close},
      {unknown, 31204, Refusal::Then::close},
      {token(now - 7200), 31205, Refusal::Then::wait},
      {token(now + 7200), 31204, Refusal::Then::close},
      {token(now, 100'000), 31207, Refusal::Then::close},
  };
  for (const auto& row : rows) {
    const auto outcome = check(row.token);
    const auto* refusal = std::get_if<Refusal>(&outcome);
    ASSERT_NE(refusal, nullptr) << row.token;
    EXPECT_EQ(refusal->error.code, row.code) << row.token;
    EXPECT_EQ(refusal->then, row.then) << row.token;
  }
}

TEST_F(AuthenticationTest, AccessTokenOfAnApiKeyGivesTheSame) {
  const kit::ApiKey api_key{sid, "SK00000000000000000000000000000002", "secret"};
  keys.api_keys.rows[api_key.sid] = {.sid = api_key.sid, .account_sid = sid, .secret = api_key.secret};
  const auto outcome =
      check(kit::make_access_token(api_key, {.identity = "bob", .voice = {.incoming_allow = true}, .now = now}));
  const auto* grant = std::get_if<Grant>(&outcome);
  ASSERT_NE(grant, nullptr);
  EXPECT_EQ(grant->client, (Client{sid, "bob"}));
  EXPECT_EQ(grant->capabilities.incoming_client_name, "bob");
}

TEST_F(AuthenticationTest, AccessTokenOfAnotherKeyIsInvalid) {
  keys.api_keys.rows["SK1"] = {.sid = "SK1", .account_sid = "AC00000000000000000000000000000009", .secret = "secret"};
  const kit::AccessToken bob{.identity = "bob", .now = now};
  for (const kit::ApiKey& foreign :
       {kit::ApiKey{sid, "SK1", "secret"}, kit::ApiKey{sid, "SK2", "secret"}, kit::ApiKey{sid, "SK2", key}}) {
    EXPECT_EQ(std::get<Refusal>(check(kit::make_access_token(foreign, bob))).error.code, 31204);
  }
}

TEST_F(AuthenticationTest, SuspendedAccountIsToldOnlyToWhoHoldsItsKey) {
  keys.accounts.rows[sid].status = "suspended";
  EXPECT_EQ(std::get<Refusal>(check(token())).error.code, 31201);
  const std::string foreign = kit::make_capability_token(sid, "another", capabilities, now);
  EXPECT_EQ(std::get<Refusal>(check(foreign)).error.code, 31204);
}

TEST_F(AuthenticationTest, ASuspendedParentSuspendsItsSubAccounts) {
  keys.accounts.rows[sid].owner_status = "suspended";
  EXPECT_EQ(std::get<Refusal>(check(token())).error.code, 31201);
}

TEST_F(AuthenticationTest, EitherAuthTokenSigns) {
  keys.accounts.rows[sid].secondary_auth_token = "second";
  EXPECT_TRUE(std::holds_alternative<Grant>(check(token())));
  const auto signed_with = [this](const std::string& secret) {
    return check(kit::make_capability_token(sid, secret, capabilities, now));
  };
  EXPECT_TRUE(std::holds_alternative<Grant>(signed_with("second")));
  EXPECT_EQ(std::get<Refusal>(signed_with("third")).error.code, 31204);
  keys.accounts.rows[sid].secondary_auth_token.clear();
  EXPECT_EQ(std::get<Refusal>(signed_with("second")).error.code, 31204);
}

TEST_F(AuthenticationTest, BrokenStoreIsNoFaultOfTheToken) {
  keys.accounts.broken = true;
  const auto outcome = check(token());
  EXPECT_EQ(std::get<Refusal>(outcome).error.code, 31000);
  EXPECT_EQ(std::get<Refusal>(outcome).then, Refusal::Then::retry);
}

}  // namespace
}  // namespace ringback::browser
