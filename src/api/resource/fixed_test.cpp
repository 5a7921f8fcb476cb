// Resources that always say the same.
#include "api/fixture_test.hpp"
#include "store/recordings.hpp"

namespace ringback::api {
namespace {

TEST_F(ApiTest, TheVersionSaysWhereAccountsAre) {
  EXPECT_EQ(
      get("/2010-04-01.json").body,
      R"({"name":"2010-04-01","uri":"/2010-04-01.json","subresource_uris":{"accounts":"/2010-04-01/Accounts.json"}})");
  EXPECT_NE(get("/2010-04-01").body.find("<Accounts>/2010-04-01/Accounts</Accounts>"), std::string::npos);
}

TEST_F(ApiTest, TheBalanceIsNothing) {
  const auto body = json(get("/Balance.json"));
  EXPECT_EQ(text(body, "balance"), "0.00");
  EXPECT_EQ(text(body, "currency"), "USD");
  EXPECT_EQ(text(body, "account_sid"), account.sid);
  EXPECT_EQ(outcome(post("/Balance.json", {})), "405 20004");
}

TEST_F(ApiTest, TheSipResourceSaysWhereItsPartsAre) {
  const auto body = json(get("/SIP.json"));
  EXPECT_EQ(members(body.at("subresource_uris").as_object()),
            (std::vector<std::string>{"credential_lists", "domains", "ip_access_control_lists"}));
}

TEST_F(ApiTest, ARecordingHasNoAddOnResults) {
  store::Recording row;
  row.sid = make_sid("RE");
  row.account_sid = account.sid;
  ASSERT_TRUE(wait(store->recordings().save(row, {})));
  EXPECT_TRUE(json(get("/Recordings/" + row.sid + "/AddOnResults.json")).at("add_on_results").as_array().empty());
  EXPECT_EQ(outcome(get("/Recordings/" + make_sid("RE") + "/AddOnResults.json")), "404 20404");
}

}  // namespace
}  // namespace ringback::api
