#include "api/resource/auth_tokens.hpp"

#include "api/fixture_test.hpp"

namespace ringback::api {
namespace {

struct AuthTokensTest : ApiTest {
  std::string with(const std::string& token) {
    auto asked = request("GET", ".json");
    asked.headers.front().second = basic(account.sid, token);
    return outcome(send(asked));
  }
  http::Response secondary(const std::string& method = "POST") {
    return send(request(method, "/v1/AuthTokens/Secondary"));
  }
  http::Response promote() { return send(request("POST", "/v1/AuthTokens/Promote")); }
};

TEST_F(AuthTokensTest, ASecondTokenOpensTheAccountBesideTheFirst) {
  const auto response = secondary();
  EXPECT_EQ(response.status, 201);
  EXPECT_EQ(http::header(response.headers, "Cache-Control"), "no-store");
  const auto body = json(response);
  EXPECT_EQ(members(body),
            (std::vector<std::string>{"account_sid", "date_created", "date_updated", "secondary_auth_token", "url"}));
  EXPECT_EQ(text(body, "date_created"), "2023-11-14T23:13:20Z");
  EXPECT_EQ(text(body, "url"), "http://ringback.test/v1/AuthTokens/Secondary");
  EXPECT_EQ(text(body, "secondary_auth_token").size(), 32U);
  EXPECT_EQ(with(text(body, "secondary_auth_token")), "200");
  EXPECT_EQ(with(account.auth_token), "200");
}

TEST_F(AuthTokensTest, ASecondTokenIsTakenBack) {
  const std::string token = text(json(secondary()), "secondary_auth_token");
  EXPECT_EQ(secondary("DELETE").status, 204);
  EXPECT_EQ(with(token), "401 20003");
  EXPECT_EQ(outcome(secondary("DELETE")), "404 20404");
  EXPECT_EQ(with(""), "401 20003");
}

TEST_F(AuthTokensTest, APromotedTokenTakesThePlaceOfTheFirst) {
  const std::string token = text(json(secondary()), "secondary_auth_token");
  const auto response = promote();
  EXPECT_EQ(response.status, 200);
  EXPECT_EQ(text(json(response), "auth_token"), token);
  EXPECT_EQ(with(account.auth_token), "401 20003");
  EXPECT_EQ(with(token), "200");
  account.auth_token = token;
  EXPECT_EQ(text(json(get(".json")), "auth_token"), token);
  EXPECT_EQ(outcome(promote()), "404 20404");
}

TEST_F(AuthTokensTest, AParentDoesNotRotateItsChildsTokens) {
  EXPECT_EQ(outcome(send(request("POST", "/v1/Accounts/" + make_sid("AC") + "/AuthTokens/Promote"))), "404 20404");
}

using IamKeysTest = ApiTest;

TEST_F(IamKeysTest, TheNewerDoorLeadsToTheSameKeys) {
  const auto made = send(request("POST", "/v1/Keys", "AccountSid=" + account.sid + "&FriendlyName=web"));
  EXPECT_EQ(made.status, 201);
  EXPECT_EQ(members(json(made)),
            (std::vector<std::string>{"date_created", "date_updated", "friendly_name", "policy", "secret", "sid"}));
  const std::string sid = text(json(made), "sid");
  EXPECT_EQ(outcome(get("/Keys/" + sid + ".json")), "200");
  EXPECT_EQ(text(json(get("/v1/Keys/" + sid)), "friendly_name"), "web");
  EXPECT_EQ(text(json(send(request("POST", "/v1/Keys/" + sid, "FriendlyName=desk"))), "friendly_name"), "desk");
  EXPECT_EQ(send(request("DELETE", "/v1/Keys/" + sid)).status, 204);
  EXPECT_EQ(outcome(get("/v1/Keys/" + sid)), "404 20404");
}

TEST_F(IamKeysTest, AListHasWholeUrls) {
  for (int i = 0; i < 3; ++i) send(request("POST", "/v1/Keys"));
  const auto body = json(get("/v1/Keys?AccountSid=" + account.sid + "&PageSize=2"));
  EXPECT_EQ(members(body), (std::vector<std::string>{"keys", "meta"}));
  ASSERT_EQ(body.at("keys").as_array().size(), 2U);
  EXPECT_TRUE(body.at("keys").at(0).at("flags").is_array());
  const auto& meta = body.at("meta").as_object();
  EXPECT_EQ(text(meta, "key"), "keys");
  EXPECT_EQ(text(meta, "previous_page_url"), "<null>");
  const std::string next = text(meta, "next_page_url");
  ASSERT_TRUE(next.starts_with("http://ringback.test/v1/Keys?AccountSid=")) << next;
  const auto mark = next.find('?');
  auto asked = request("GET", "/v1/Keys");
  asked.query = next.substr(mark + 1);
  EXPECT_EQ(json(send(asked)).at("keys").as_array().size(), 1U);
}

TEST_F(IamKeysTest, RefusesRestrictedKeysAndOtherAccounts) {
  EXPECT_EQ(outcome(send(request("POST", "/v1/Keys", "KeyType=restricted"))), "400 20422");
  EXPECT_EQ(outcome(get("/v1/Keys?AccountSid=" + make_sid("AC"))), "401 20003");
}

}  // namespace
}  // namespace ringback::api
