// Who may ask what: every route of the router's table, every method that it has, by everybody.
#include "api/authentication.hpp"
#include "api/fixture_test.hpp"
#include "api/router.hpp"
#include "store/api_keys.hpp"

namespace ringback::api {
namespace {

struct Party {
  std::string name;
  std::string user;
  std::string password;
  std::string path_account;  // whose path is asked for
};

struct AuthorisationTest : ApiTest {
  store::Account other = add_account();
  store::Account child = add_child("active");
  store::Account suspended = add_child("suspended");
  store::ApiKey standard = add_key("standard");
  store::ApiKey main_key = add_key("main");

  store::Account add_child(const std::string& status) {
    store::Account out = add_account(status);
    out.owner_account_sid = account.sid;
    EXPECT_TRUE(wait(store->accounts().save(out)));
    return out;
  }
  store::ApiKey add_key(const std::string& kind) {
    store::ApiKey out{.sid = make_sid("SK"), .account_sid = account.sid, .secret = random_hex(16), .kind = kind};
    EXPECT_TRUE(wait(store->api_keys().save(out)));
    return out;
  }

  std::vector<Party> parties() const {
    return {
        {"nobody", "", "", account.sid},
        {"a wrong token", account.sid, other.auth_token, account.sid},
        {"an unknown account", make_sid("AC"), account.auth_token, account.sid},
        {"an unknown key", make_sid("SK"), standard.secret, account.sid},
        {"a wrong secret", standard.sid, main_key.secret, account.sid},
        {"the account", account.sid, account.auth_token, account.sid},
        {"another account", other.sid, other.auth_token, account.sid},
        {"a Standard key", standard.sid, standard.secret, account.sid},
        {"a Main key", main_key.sid, main_key.secret, account.sid},
        {"a child on its parent", child.sid, child.auth_token, account.sid},
        {"a parent on its child", account.sid, account.auth_token, child.sid},
        {"a parent's Main key on its child", main_key.sid, main_key.secret, child.sid},
        {"a parent's Standard key on its child", standard.sid, standard.secret, child.sid},
        {"a suspended account", suspended.sid, suspended.auth_token, suspended.sid},
        {"a parent on its suspended child", account.sid, account.auth_token, suspended.sid},
    };
  }

  http::Request asked(const Party& party, const std::string& method, const std::string& path) {
    http::Request out = request(method, path);
    out.headers.front().second = party.user.empty() ? "" : basic(party.user, party.password);
    return out;
  }
};

// The pattern with a SID, or a word, at each place.
std::string path_for(std::string_view pattern, const std::string& account_sid, std::string out) {
  if (!pattern.empty()) out += '/';
  while (!pattern.empty()) {
    const auto open = pattern.find('{');
    out += pattern.substr(0, open);
    if (open == pattern.npos) break;
    const auto close = pattern.find('}');
    const auto word = pattern.substr(open + 1, close - open - 1);
    out += word == "AC" ? account_sid : word.size() == 2 ? make_sid(word) : word == "key" ? make_sid("SK") : "front";
    pattern = pattern.substr(close + 1);
  }
  return out;
}

// The whole rule. Empty: whatever the resource itself says.
std::string expected(const Party& party, const Route& route, const std::string& method, const std::string& version) {
  const bool in_account = route.pattern.starts_with("Accounts/{AC}");
  const bool of_accounts = version == "/v1" || route.pattern == "Accounts" || route.pattern == "Accounts/{AC}" ||
                           route.pattern.find("Keys") != route.pattern.npos;
  const auto is = [&](std::string_view word) { return party.name.find(word) != party.name.npos; };
  if (is("nobody") || is("wrong") || is("unknown")) return "401 20003";
  if (is("a suspended account")) return "401 20005";
  if (in_account && (is("another account") || is("on its parent") || is("Standard key on its child")))
    return "401 20003";
  if (of_accounts && is("Standard key")) return "401 20003";
  const bool changes = method != "GET" && route.pattern != "Accounts/{AC}";
  return in_account && changes && is("suspended child") ? "401 20005" : "";
}

TEST_F(AuthorisationTest, OfEveryRouteEveryMethodAndEverybody) {
  int asked_for = 0;
  const auto ask = [&](const Party& party, const Route& route, const std::string& version, const std::string& ending) {
    for (const std::string method : {"GET", "POST", "DELETE"}) {
      if (!route.operation(method)) continue;
      const std::string path = path_for(route.pattern, party.path_account, version) + ending;
      deadlines.advance(std::chrono::seconds(1));  // or wrong passwords are answered late
      const auto response = send(asked(party, method, path));
      const std::string rule = expected(party, route, method, version);
      const std::string got = response.status < 400 ? "" : outcome(response);
      const bool its_own = response.status < 500 && response.status != 401 && response.status != 403;
      EXPECT_TRUE(rule.empty() ? its_own : got == rule) << party.name << ": " << method << ' ' << path << ' ' << got;
      ++asked_for;
    }
  };
  for (const Party& party : parties()) {
    for (const Route& route : routes()) ask(party, route, "/2010-04-01", ".json");
    for (const Route& route : v1_routes()) ask(party, route, "/v1", "");
  }
  // So that the test is not satisfied with an empty table.
  EXPECT_GT(asked_for, 1000);
}

}  // namespace
}  // namespace ringback::api
