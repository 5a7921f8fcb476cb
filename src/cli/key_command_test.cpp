#include "cli/key_command.hpp"

#include <gtest/gtest.h>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/use_future.hpp>
#include <filesystem>
#include <sstream>

#include "base/sid.hpp"
#include "store/accounts.hpp"
#include "store/api_keys.hpp"

namespace ringback::cli {
namespace {

struct KeyCommandTest : testing::Test {
  std::filesystem::path folder = std::filesystem::temp_directory_path() / ("ringback-key-" + random_hex(8));
  store::Options options{.url = "sqlite://" + (folder / "store.db").string(),
                         .key_file = (folder / "store.key").string()};
  std::ostringstream out;
  std::ostringstream errors;

  ~KeyCommandTest() override { std::filesystem::remove_all(folder); }

  template <class Use>
  auto with_store(Use use) {
    boost::asio::io_context io;
    const auto store = store::open(options, io.get_executor());
    EXPECT_TRUE(store);
    auto future = boost::asio::co_spawn(io, use(**store), boost::asio::use_future);
    io.run();
    return future.get();
  }
  std::string save_account() {
    const store::Account account{.sid = make_sid("AC"), .auth_token = random_hex(16)};
    EXPECT_TRUE(with_store([&](store::Store& store) { return store.accounts().save(account); }));
    return account.sid;
  }
  // The value behind `name: ` in what was written.
  std::string written(const std::string& name) const {
    const std::string text = out.str();
    const auto start = text.find(name + ": ");
    if (start == std::string::npos) return {};
    const auto value = start + name.size() + 2;
    return text.substr(value, text.find('\n', value) - value);
  }
};

TEST_F(KeyCommandTest, ShowsASecretThatTheStoreThenKnows) {
  const std::string account = save_account();
  ASSERT_EQ(create_key(options, {.friendly_name = "web", .main = true}, out, errors), 0) << errors.str();
  EXPECT_EQ(written("account"), account);
  const auto found =
      with_store([&](store::Store& store) { return store.api_keys().find(account, written("sid")); }).value().value();
  EXPECT_EQ(found.secret, written("secret"));
  EXPECT_EQ(found.secret.size(), 32U);
  EXPECT_EQ(found.friendly_name, "web");
  EXPECT_EQ(found.kind, "main");
}

TEST_F(KeyCommandTest, SaysThatThereIsNoAccount) {
  EXPECT_EQ(create_key(options, {}, out, errors), 1);
  EXPECT_EQ(errors.str(), "ringback: there is no account yet: start the server once\n");
  EXPECT_EQ(create_key(options, {.account_sid = "AC1"}, out, errors), 1);
  EXPECT_NE(errors.str().find("no account AC1"), std::string::npos);
  EXPECT_EQ(out.str(), "");
}

TEST_F(KeyCommandTest, IsChosenByItsTwoWords) {
  CLI::App app;
  KeyOptions key;
  const CLI::App& command = add_key_command(app, key);
  app.parse("key create --account AC1 --name web --main", false);
  EXPECT_TRUE(command.parsed());
  EXPECT_EQ(key.account_sid, "AC1");
  EXPECT_EQ(key.friendly_name, "web");
  EXPECT_TRUE(key.main);
}

}  // namespace
}  // namespace ringback::cli
