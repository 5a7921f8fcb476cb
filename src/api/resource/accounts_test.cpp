#include "api/resource/accounts.hpp"

#include "api/fixture_test.hpp"
#include "store/api_keys.hpp"
#include "store/incoming_phone_numbers.hpp"

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

TEST_F(ApiTest, AnAccountSeesNoStrangers) {
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

struct SubAccountsTest : ApiTest {
  store::Account make(const std::string& name = "Branch") {
    const auto body = json(post("/2010-04-01/Accounts.json", {{"FriendlyName", name}}));
    return {.sid = text(body, "sid"), .auth_token = text(body, "auth_token")};
  }
  static std::string path_of(const store::Account& of, const std::string& below = "") {
    return "/2010-04-01/Accounts/" + of.sid + below + ".json";
  }
  std::string as(const store::Account& who, const std::string& target, const std::string& method = "GET",
                 const std::string& body = "") {
    auto asked = request(method, target, body);
    asked.headers.front().second = basic(who.sid, who.auth_token);
    return outcome(send(asked));
  }
  std::string set_status(const store::Account& of, const std::string& status) {
    return outcome(post(path_of(of), {{"Status", status}}));
  }
};

TEST_F(SubAccountsTest, ASubAccountIsItsParentsAndHasATokenOfItsOwn) {
  const auto response = post("/2010-04-01/Accounts.json", {});
  EXPECT_EQ(response.status, 201);
  const auto body = json(response);
  EXPECT_EQ(text(body, "owner_account_sid"), account.sid);
  EXPECT_EQ(text(body, "auth_token").size(), 32U);
  EXPECT_TRUE(text(body, "friendly_name").starts_with("SubAccount Created at 20")) << text(body, "friendly_name");
  EXPECT_EQ(text(body, "uri"), "/2010-04-01/Accounts/" + text(body, "sid") + ".json");
  EXPECT_TRUE(text(body.at("subresource_uris").as_object(), "calls").find(text(body, "sid")) != std::string::npos);
}

TEST_F(SubAccountsTest, AParentListsItsFamilyAndAChildItselfAlone) {
  add_account();
  const auto child = make("North");
  make("South");
  EXPECT_EQ(json(get("/2010-04-01/Accounts.json")).at("accounts").as_array().size(), 3U);
  EXPECT_EQ(json(get("/2010-04-01/Accounts.json?FriendlyName=North")).at("accounts").as_array().size(), 1U);
  auto asked = request("GET", "/2010-04-01/Accounts.json");
  asked.headers.front().second = basic(child.sid, child.auth_token);
  const auto listed = json(send(asked)).at("accounts").as_array();
  ASSERT_EQ(listed.size(), 1U);
  EXPECT_EQ(text(listed[0].as_object(), "sid"), child.sid);
}

TEST_F(SubAccountsTest, TheFamilyIsListedInPages) {
  for (int i = 0; i < 4; ++i) make();
  std::size_t rows = 0;
  std::string next = "/2010-04-01/Accounts.json?PageSize=2";
  while (next != "<null>") {
    const auto body = json(get(next));
    rows += body.at("accounts").as_array().size();
    next = text(body, "next_page_uri");
  }
  EXPECT_EQ(rows, 5U);
}

TEST_F(SubAccountsTest, AParentActsOnItsChildAndNoChildOnAnother) {
  const auto child = make();
  const auto sibling = make();
  EXPECT_EQ(as(account, path_of(child, "/Applications"), "POST", "FriendlyName=x"), "201");
  EXPECT_EQ(as(child, path_of(child, "/Applications")), "200");
  EXPECT_EQ(json(get(path_of(child, "/Applications"))).at("applications").as_array().size(), 1U);
  EXPECT_EQ(json(get("/Applications.json")).at("applications").as_array().size(), 0U);
  EXPECT_EQ(as(child, path_of(account)), "401 20003");
  EXPECT_EQ(as(child, path_of(sibling)), "401 20003");
}

TEST_F(SubAccountsTest, ASubAccountHasNone) {
  EXPECT_EQ(as(make(), "/2010-04-01/Accounts.json", "POST"), "400 21101");
}

TEST_F(SubAccountsTest, AnAccountHasSoManySubAccountsAndNoMore) {
  Options two = options;
  two.max_sub_accounts = 2;
  Api full(two, {*store, deadlines, io.get_executor(), pages, subscriptions, attendant, recordings, conferences, queues,
                 sounds, requests});
  const auto made = [&] { return outcome(wait(full.handle(request("POST", "/2010-04-01/Accounts.json")))); };
  EXPECT_EQ(made(), "201");
  EXPECT_EQ(made(), "201");
  EXPECT_EQ(made(), "400 21480");
}

TEST_F(SubAccountsTest, AnAccountIsRenamed) {
  EXPECT_EQ(text(json(post(".json", {{"FriendlyName", "Acme & Co"}})), "friendly_name"), "Acme & Co");
  EXPECT_EQ(text(json(get(".json")), "friendly_name"), "Acme & Co");
  EXPECT_EQ(outcome(post(".json", {{"FriendlyName", std::string(65, 'x')}})), "400 20422");
}

TEST_F(SubAccountsTest, OnlyAParentChangesAStatus) {
  const auto child = make();
  EXPECT_EQ(outcome(post(".json", {{"Status", "suspended"}})), "400 21477");
  EXPECT_EQ(as(child, path_of(child), "POST", "Status=suspended"), "400 21477");
  EXPECT_EQ(set_status(child, "asleep"), "400 21475");
  EXPECT_EQ(set_status(child, "suspended"), "200");
}

TEST_F(SubAccountsTest, ASuspendedChildIsRefusedAndItsParentMayLookAndReactivate) {
  const auto child = make();
  EXPECT_EQ(text(json(post(path_of(child), {{"Status", "suspended"}})), "status"), "suspended");
  EXPECT_EQ(as(child, path_of(child)), "401 20005");
  EXPECT_EQ(as(account, path_of(child, "/Calls")), "200");
  EXPECT_EQ(as(account, path_of(child, "/Calls"), "POST", "To=%2B14158675309"), "401 20005");
  EXPECT_EQ(as(account, path_of(child, "/Applications"), "POST"), "401 20005");
  EXPECT_EQ(set_status(child, "active"), "200");
  EXPECT_EQ(as(child, path_of(child)), "200");
}

TEST_F(SubAccountsTest, ASuspendedParentSuspendsItsChildrenInEffect) {
  const auto child = make();
  account.status = "suspended";
  ASSERT_TRUE(wait(store->accounts().save(account)));
  EXPECT_EQ(as(child, path_of(child)), "401 20005");
  EXPECT_EQ(wait(store->accounts().find(child.sid))->value().status, "active");
  EXPECT_EQ(as(account, path_of(child)), "401 20005");
}

TEST_F(SubAccountsTest, AClosedAccountStaysClosedAndItsNumbersGoBack) {
  const auto child = make();
  const std::string taken = "PhoneNumber=%2B14158675309";
  ASSERT_EQ(as(child, path_of(child, "/IncomingPhoneNumbers"), "POST", taken), "201");
  EXPECT_EQ(as(account, path_of(account, "/IncomingPhoneNumbers"), "POST", taken), "400 21422");
  EXPECT_EQ(set_status(child, "closed"), "200");
  EXPECT_EQ(set_status(child, "active"), "400 21479");
  EXPECT_EQ(outcome(post(path_of(child), {{"FriendlyName", "old branch"}})), "200");
  EXPECT_EQ(as(child, path_of(child)), "401 20005");
  EXPECT_EQ(as(account, path_of(child, "/Calls")), "200");
  EXPECT_EQ(as(account, path_of(account, "/IncomingPhoneNumbers"), "POST", taken), "201");
}

}  // namespace
}  // namespace ringback::api
