#include "api/resource/accounts.hpp"

#include "api/fixture_test.hpp"

namespace ringback::api {
namespace {

TEST_F(ApiTest, AnAccountHasTheDocumentsMembers) {
  const auto body = json(get(".json"));
  EXPECT_EQ(members(body),
            (std::vector<std::string>{"auth_token", "date_created", "date_updated", "friendly_name",
                                      "owner_account_sid", "sid", "status", "subresource_uris", "type", "uri"}));
  EXPECT_EQ(text(body, "sid"), account.sid);
  EXPECT_EQ(text(body, "auth_token"), account.auth_token);
  EXPECT_EQ(text(body, "owner_account_sid"), account.sid);
  EXPECT_EQ(text(body, "date_created"), "Sun, 13 Sep 2020 12:26:40 +0000");
  EXPECT_EQ(text(body, "uri"), "/2010-04-01/Accounts/" + account.sid + ".json");
  EXPECT_EQ(body.at("subresource_uris").as_object().size(), 20U);
  EXPECT_EQ(text(body.at("subresource_uris").as_object(), "calls"),
            "/2010-04-01/Accounts/" + account.sid + "/Calls.json");
}

TEST_F(ApiTest, AnAccountSeesItselfAlone) {
  add_account();
  const auto body = json(get("/2010-04-01/Accounts.json"));
  ASSERT_EQ(body.at("accounts").as_array().size(), 1U);
  EXPECT_EQ(text(body.at("accounts").at(0).as_object(), "sid"), account.sid);
}

TEST_F(ApiTest, TheListOfAccountsIsFiltered) {
  const auto count = [this](const std::string& query) {
    return json(get("/2010-04-01/Accounts.json?" + query)).at("accounts").as_array().size();
  };
  EXPECT_EQ(count("FriendlyName=Acme&Status=active"), 1U);
  EXPECT_EQ(count("FriendlyName=acme"), 0U);
  EXPECT_EQ(count("Status=closed"), 0U);
}

TEST_F(ApiTest, AnAccountInXmlHasUrisWithoutExtension) {
  const auto response = get("");
  EXPECT_NE(response.body.find("<Account><AuthToken>" + account.auth_token), std::string::npos);
  EXPECT_NE(response.body.find("<Uri>/2010-04-01/Accounts/" + account.sid + "</Uri>"), std::string::npos);
}

}  // namespace
}  // namespace ringback::api
