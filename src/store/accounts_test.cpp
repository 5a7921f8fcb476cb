#include "store/accounts.hpp"

#include <soci/soci.h>

#include "store/api_keys.hpp"
#include "store/engine.hpp"
#include "store/store_fixture.hpp"

namespace ringback::store {
namespace {

// Accounts and their keys.
struct AccountsStoreTest : StoreTest {};

TEST_F(AccountsStoreTest, AccountsComeBackAsTheyWereSaved) {
  const Account saved = make_account();
  ASSERT_TRUE(wait(store->accounts().save(saved)));
  const auto found = wait(store->accounts().find(saved.sid));
  ASSERT_TRUE(found && *found);
  EXPECT_EQ((*found)->auth_token, saved.auth_token);
  EXPECT_EQ((*found)->friendly_name, "Acme");
  EXPECT_EQ((*found)->date_updated, 2);
  EXPECT_FALSE(*wait(store->accounts().find(make_sid("AC"))));
}

TEST_F(AccountsStoreTest, ApiKeysAreFoundByTheirAccountAlone) {
  const ApiKey saved{.sid = make_sid("SK"), .account_sid = make_sid("AC"), .secret = random_hex(16), .kind = "main"};
  ASSERT_TRUE(wait(store->api_keys().save(saved)));
  const auto found = wait(store->api_keys().find(saved.account_sid, saved.sid));
  ASSERT_TRUE(found && *found);
  EXPECT_EQ((*found)->secret, saved.secret);
  EXPECT_EQ((*found)->kind, "main");
  EXPECT_FALSE(*wait(store->api_keys().find(make_sid("AC"), saved.sid)));
}

TEST_F(AccountsStoreTest, ALoginSeesTheHashOfAKeysSecretAndNotTheSecret) {
  const ApiKey saved{.sid = make_sid("SK"), .account_sid = make_sid("AC"), .secret = random_hex(16)};
  ASSERT_TRUE(wait(store->api_keys().save(saved)));
  const auto found = wait(store->api_keys().find_for_login(saved.sid));
  ASSERT_TRUE(found && *found);
  EXPECT_EQ((*found)->account_sid, saved.account_sid);
  EXPECT_EQ((*found)->secret, "");
  EXPECT_EQ((*found)->secret_hash, hash_secret(saved.sid, saved.secret));
  EXPECT_NE((*found)->secret_hash, hash_secret(make_sid("SK"), saved.secret));
  EXPECT_FALSE(*wait(store->api_keys().find_for_login(make_sid("SK"))));
}

TEST_F(AccountsStoreTest, AKeyOfAVersionThatKeptNoHashesIsHeldAgainstItsSecret) {
  const ApiKey saved{.sid = make_sid("SK"), .account_sid = make_sid("AC"), .secret = random_hex(16)};
  ASSERT_TRUE(wait(store->api_keys().save(saved)));
  const auto engine = engine_of(options.url).value();
  const Session session = engine->connect(Access::write).value();
  *session << "UPDATE api_keys SET secret_hash = ''";
  const auto found = wait(store->api_keys().find_for_login(saved.sid));
  EXPECT_EQ((*found)->secret_hash, hash_secret(saved.sid, saved.secret));
  EXPECT_EQ((*found)->secret, "");
}

TEST_F(AccountsStoreTest, ARenamedKeyKeepsItsSecret) {
  const ApiKey saved{.sid = make_sid("SK"), .account_sid = make_sid("AC"), .secret = random_hex(16)};
  ASSERT_TRUE(wait(store->api_keys().save(saved)));
  EXPECT_FALSE(*wait(store->api_keys().rename(make_sid("AC"), saved.sid, "foreign", 3)));
  ASSERT_TRUE(*wait(store->api_keys().rename(saved.account_sid, saved.sid, "web", 3)));
  const auto found = wait(store->api_keys().find(saved.account_sid, saved.sid));
  EXPECT_EQ((*found)->friendly_name, "web");
  EXPECT_EQ((*found)->secret, saved.secret);
  EXPECT_EQ((*found)->date_updated, 3);
}

TEST_F(AccountsStoreTest, AnAccountKnowsWhetherItsParentIsSuspended) {
  Account parent = make_account();
  Account child = make_account();
  child.owner_account_sid = parent.sid;
  ASSERT_TRUE(wait(store->accounts().save(parent)));
  ASSERT_TRUE(wait(store->accounts().save(child)));
  EXPECT_TRUE((*wait(store->accounts().find(child.sid)))->active());
  parent.status = "suspended";
  ASSERT_TRUE(wait(store->accounts().save(parent)));
  const auto found = wait(store->accounts().find(child.sid));
  EXPECT_EQ((*found)->status, "active");
  EXPECT_FALSE((*found)->active());
}

TEST_F(AccountsStoreTest, AFamilyIsAnAccountAndItsSubAccountsNewestFirst) {
  Account parent = make_account();
  parent.owner_account_sid = parent.sid;
  Account child = make_account();
  child.owner_account_sid = parent.sid;
  child.date_created = 5;
  for (const Account& each : {parent, child, make_account()}) ASSERT_TRUE(wait(store->accounts().save(each)));
  const auto sids = [this](const std::string& of, AccountFilter filter) {
    std::vector<std::string> out;
    const auto page = wait(store->accounts().family(of, std::move(filter), {}));
    for (const Account& row : page->rows) out.push_back(row.sid);
    return out;
  };
  EXPECT_EQ(sids(parent.sid, {}), (std::vector{child.sid, parent.sid}));
  EXPECT_EQ(sids(child.sid, {}), std::vector{child.sid});
  EXPECT_EQ(sids(parent.sid, {.status = "closed"}), std::vector<std::string>());
}

TEST_F(AccountsStoreTest, AChangeOfAnAccountIsWholeOrNothing) {
  const Account saved = make_account();
  ASSERT_TRUE(wait(store->accounts().save(saved)));
  const auto refused = wait(store->accounts().change(saved.sid, [](Account& row) -> Result<void> {
    row.friendly_name = "half";
    return Error{21479, "closed"};
  }));
  EXPECT_EQ(refused.error().code, 21479);
  EXPECT_EQ((*wait(store->accounts().find(saved.sid)))->friendly_name, "Acme");
  const auto changed = wait(store->accounts().change(saved.sid, [](Account& row) -> Result<void> {
    row.secondary_auth_token = "second";
    return {};
  }));
  EXPECT_EQ(changed->secondary_auth_token, "second");
  EXPECT_EQ((*wait(store->accounts().find(saved.sid)))->secondary_auth_token, "second");
  EXPECT_EQ(wait(store->accounts().change(make_sid("AC"), nullptr)).error().code, 20404);
}

TEST_F(AccountsStoreTest, TheFirstAccountIsTheOldest) {
  EXPECT_FALSE(*wait(store->accounts().first()));
  Account older = make_account();
  Account newer = make_account();
  newer.date_created = 5;
  ASSERT_TRUE(wait(store->accounts().save(newer)));
  ASSERT_TRUE(wait(store->accounts().save(older)));
  EXPECT_EQ((*wait(store->accounts().first()))->sid, older.sid);
}

}  // namespace
}  // namespace ringback::store
