#include "api/authentication.hpp"

#include "api/fixture_test.hpp"

namespace ringback::api {
namespace {

TEST(BasicCredentials, AreReadFromTheHeader) {
  const auto credentials = parse_basic("Basic QUM6dG86a2Vu");
  ASSERT_TRUE(credentials);
  EXPECT_EQ(credentials->user, "AC");
  EXPECT_EQ(credentials->password, "to:ken");
  EXPECT_TRUE(parse_basic("basic  QUM6eA=="));
}

TEST(BasicCredentials, AreNotInOtherHeaders) {
  for (const auto* header : {"", "Basic", "Basic ", "Bearer QUM6eA==", "Basic !!!!", "Basic QUM=", "Digest x=y"}) {
    EXPECT_FALSE(parse_basic(header)) << header;
  }
}

struct AuthenticationTest : ApiTest {
  std::string with(const std::string& authorization, const std::string& target = ".json") {
    deadlines.advance(std::chrono::seconds(1));  // or wrong passwords are answered late
    auto asked = request("GET", target);
    asked.headers.clear();
    if (!authorization.empty()) asked.headers.emplace_back("authorization", authorization);
    return outcome(send(asked));
  }
};

TEST_F(AuthenticationTest, OnlyTheAccountsOwnTokenOpensIt) {
  const auto other = add_account();
  const auto suspended = add_account("suspended");
  const std::string path = "/2010-04-01/Accounts/";
  struct Case {
    std::string authorization;
    std::string path;
    std::string expected;
  };
  const std::vector<Case> cases = {
      {basic(account.sid, account.auth_token), path + account.sid + ".json", "200"},
      {basic("AC" + account.sid.substr(2), account.auth_token), path + account.sid + ".json", "200"},
      {"", path + account.sid + ".json", "401 20003"},
      {"Bearer abc", path + account.sid + ".json", "401 20003"},
      {basic(account.sid, ""), path + account.sid + ".json", "401 20003"},
      {basic(account.sid, other.auth_token), path + account.sid + ".json", "401 20003"},
      {basic(account.sid, account.auth_token + "0"), path + account.sid + ".json", "401 20003"},
      {basic(make_sid("AC"), account.auth_token), path + account.sid + ".json", "401 20003"},
      {basic(make_sid("AC"), std::string(32, '-')), path + account.sid + ".json", "401 20003"},
      {basic(make_sid("SK"), account.auth_token), path + account.sid + ".json", "401 20003"},
      // An account that is another's and one that is nobody's look alike.
      {basic(account.sid, account.auth_token), path + other.sid + ".json", "401 20003"},
      {basic(account.sid, account.auth_token), path + make_sid("AC") + ".json", "401 20003"},
      {basic(account.sid, account.auth_token), path + "null.json", "404 20404"},
      {basic(account.sid, account.auth_token), path + make_sid("SK") + ".json", "404 20404"},
      {basic(suspended.sid, suspended.auth_token), path + suspended.sid + ".json", "401 20005"},
      // Strangers learn nothing of what exists.
      {"", path + account.sid + "/Nothing.json", "401 20003"},
      {basic(account.sid, account.auth_token), path + account.sid + "/Nothing.json", "404 20404"},
      {basic(account.sid, account.auth_token), path + other.sid + "/Nothing.json", "401 20003"},
  };
  for (const auto& [authorization, target, expected] : cases) {
    EXPECT_EQ(with(authorization, target), expected) << target << ' ' << (&expected - &cases[0].expected);
  }
}

TEST_F(AuthenticationTest, ARefusalAsksForBasicCredentials) {
  auto asked = request("GET", ".json");
  asked.headers.clear();
  const auto response = send(asked);
  EXPECT_EQ(http::header(response.headers, "WWW-Authenticate"), "Basic realm=\"Twilio API\"");
  EXPECT_EQ(text(json(response), "message"), "Authenticate");
}

}  // namespace
}  // namespace ringback::api
