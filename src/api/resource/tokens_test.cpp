#include "api/resource/tokens.hpp"

#include "api/fixture_test.hpp"

namespace ringback::api {
namespace {

struct TokensTest : ApiTest {
  Api turning{{.default_region = "JP",
               .stun_urls = {"stun:turn.example.com:3478"},
               .turn_urls = {"turn:turn.example.com:3478?transport=udp"},
               .turn_secret = "shared"},
              {*store, deadlines, io.get_executor(), pages, subscriptions, attendant, recordings, conferences, queues,
               sounds, requests}};
  boost::json::object token(const Parameters& form) {
    const auto response = wait(turning.handle(request("POST", "/Tokens.json", form_encode(form))));
    EXPECT_EQ(response.status, 201);
    return json(response);
  }
};

TEST_F(TokensTest, ATurnServerThatSharesTheSecretKnowsThePassword) {
  const auto body = token({{"Ttl", "3600"}});
  EXPECT_EQ(text(body, "ttl"), "3600");
  // 2023-11-14 22:13:20 UTC and an hour, which the clock of the tests is at.
  const std::string username = text(body, "username");
  EXPECT_EQ(username.substr(username.find(':') + 1), account.sid);
  const auto& servers = body.at("ice_servers").as_array();
  ASSERT_EQ(servers.size(), 2U);
  EXPECT_EQ(text(servers[0].as_object(), "urls"), "stun:turn.example.com:3478");
  EXPECT_FALSE(servers[0].as_object().contains("credential"));
  EXPECT_EQ(text(servers[1].as_object(), "username"), username);
  EXPECT_EQ(text(servers[1].as_object(), "credential"), text(body, "password"));
  // Base64 of twenty bytes.
  EXPECT_EQ(text(body, "password").size(), 28U);
}

TEST_F(TokensTest, ItLastsADayAtMost) {
  EXPECT_EQ(text(token({}), "ttl"), "86400");
  EXPECT_EQ(text(token({{"Ttl", "1000000"}}), "ttl"), "86400");
  for (const auto* bad : {"0", "-1", "soon"}) EXPECT_EQ(outcome(post("/Tokens.json", {{"Ttl", bad}})), "400 20422");
}

TEST_F(TokensTest, WithoutServersThereIsATokenAllTheSame) {
  const auto body = json(post("/Tokens.json", {}));
  EXPECT_TRUE(body.at("ice_servers").as_array().empty());
  EXPECT_NE(text(body, "username"), "");
  EXPECT_NE(text(body, "password"), "");
}

}  // namespace
}  // namespace ringback::api
