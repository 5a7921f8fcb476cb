#include "api/resource/keys.hpp"

#include "api/fixture_test.hpp"
#include "store/api_keys.hpp"

namespace ringback::api {
namespace {

struct KeysTest : ApiTest {
  boost::json::object made(const std::string& name = "web") {
    return json(post("/Keys.json", {{"FriendlyName", name}}));
  }
  std::string with(const std::string& user, const std::string& password, const std::string& target,
                   const std::string& method = "GET") {
    auto asked = request(method, target);
    asked.headers.front().second = basic(user, password);
    return outcome(send(asked));
  }
};

TEST_F(KeysTest, ASecretIsShownOnce) {
  const auto key = made();
  EXPECT_EQ(members(key), (std::vector<std::string>{"date_created", "date_updated", "friendly_name", "secret", "sid"}));
  EXPECT_EQ(text(key, "secret").size(), 32U);
  const auto fetched = get("/Keys/" + text(key, "sid") + ".json");
  EXPECT_EQ(text(json(fetched), "friendly_name"), "web");
  EXPECT_EQ(fetched.body.find(text(key, "secret")), std::string::npos);
  EXPECT_EQ(get("/Keys.json").body.find(text(key, "secret")), std::string::npos);
  EXPECT_EQ(http::header(fetched.headers, "Cache-Control"), "no-store");
}

TEST_F(KeysTest, KeysAreRenamedAndDeleted) {
  const std::string path = "/Keys/" + text(made(), "sid") + ".json";
  EXPECT_EQ(text(json(post(path, {{"FriendlyName", "desk"}})), "friendly_name"), "desk");
  EXPECT_EQ(text(json(post(path, {})), "friendly_name"), "desk");
  EXPECT_EQ(text(json(post(path, {{"FriendlyName", ""}})), "friendly_name"), "<null>");
  EXPECT_EQ(outcome(send(request("DELETE", path))), "204");
  EXPECT_EQ(outcome(send(request("DELETE", path))), "404 20404");
  EXPECT_EQ(outcome(post(path, {{"FriendlyName", "ghost"}})), "404 20404");
}

TEST_F(KeysTest, ADeletedKeyOpensNothingAnyMore) {
  const auto key = made();
  const std::string sid = text(key, "sid");
  const std::string secret = text(key, "secret");
  EXPECT_EQ(with(sid, secret, "/Calls.json"), "200");
  EXPECT_EQ(with(sid, secret + "0", "/Calls.json"), "401 20003");
  EXPECT_EQ(with(account.sid, secret, "/Calls.json"), "401 20003");
  send(request("DELETE", "/Keys/" + sid + ".json"));
  EXPECT_EQ(with(sid, secret, "/Calls.json"), "401 20003");
}

TEST_F(KeysTest, SigningKeysAreTheSameKeysUnderTheirOlderName) {
  const auto key = json(post("/SigningKeys.json", {}));
  const std::string sid = text(key, "sid");
  EXPECT_EQ(text(key, "friendly_name"), "<null>");
  EXPECT_EQ(json(get("/Keys.json")).at("keys").as_array().size(), 1U);
  EXPECT_EQ(json(get("/SigningKeys.json")).at("signing_keys").as_array().size(), 1U);
  EXPECT_EQ(outcome(get("/SigningKeys/" + sid + ".json")), "200");
  EXPECT_NE(get("/SigningKeys/" + sid).body.find("<SigningKey>"), std::string::npos);
  EXPECT_EQ(outcome(send(request("DELETE", "/SigningKeys/" + sid + ".json"))), "204");
  EXPECT_EQ(outcome(get("/Keys/" + sid + ".json")), "404 20404");
}

TEST_F(KeysTest, RestrictedKeysAreRefusedAndNotMadeStandard) {
  EXPECT_EQ(outcome(post("/Keys.json", {{"KeyType", "restricted"}})), "400 20422");
  EXPECT_EQ(outcome(post("/Keys.json", {{"Policy", "{}"}})), "400 20422");
  EXPECT_EQ(outcome(post("/Keys.json", {{"KeyType", "standard"}})), "201");
}

TEST_F(KeysTest, WhatIsWrongHasTheCodesOfKeys) {
  EXPECT_EQ(outcome(post("/Keys.json", {{"FriendlyName", std::string(65, 'x')}})), "400 70001");
  EXPECT_EQ(outcome(get("/Keys/" + make_sid("AP") + ".json")), "400 70002");
  EXPECT_EQ(outcome(get("/Keys/" + make_sid("SK") + ".json")), "404 20404");
}

TEST_F(KeysTest, AnotherAccountsKeyIsNotThere) {
  const auto other = add_account();
  const store::ApiKey key{.sid = make_sid("SK"), .account_sid = other.sid, .secret = random_hex(16)};
  ASSERT_TRUE(wait(store->api_keys().save(key)));
  for (const auto* method : {"GET", "POST", "DELETE"}) {
    EXPECT_EQ(outcome(send(request(method, "/Keys/" + key.sid + ".json"))), "404 20404") << method;
  }
}

TEST_F(KeysTest, AKeyThatIsDeletedWhileItIsRenamedStaysDeleted) {
  const std::string sid = text(made(), "sid");
  ASSERT_TRUE(wait(store->api_keys().remove(account.sid, sid)));
  EXPECT_FALSE(*wait(store->api_keys().rename(account.sid, sid, "ghost", 1)));
  EXPECT_FALSE(*wait(store->api_keys().find(account.sid, sid)));
}

}  // namespace
}  // namespace ringback::api
