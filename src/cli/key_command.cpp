#include "cli/key_command.hpp"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <optional>
#include <ostream>

#include "base/sid.hpp"
#include "base/steady_deadlines.hpp"
#include "store/accounts.hpp"
#include "store/api_keys.hpp"

namespace ringback::cli {
namespace {

Task<Result<std::string>> account_of(store::Store& store, std::string sid) {
  auto found = sid.empty() ? co_await store.accounts().first() : co_await store.accounts().find(sid);
  if (!found) co_return found.error();
  if (*found) co_return (*found)->sid;
  co_return Error{20404, sid.empty() ? "there is no account yet: start the server once" : "no account " + sid};
}

Task<Result<store::ApiKey>> make_key(store::Store& store, KeyOptions options, store::Millis now) {
  auto account = co_await account_of(store, options.account_sid);
  if (!account) co_return account.error();
  store::ApiKey key{.sid = make_sid("SK"), .account_sid = std::move(*account), .secret = random_hex(16)};
  key.friendly_name = options.friendly_name;
  key.kind = options.main ? "main" : "standard";
  key.date_created = now;
  key.date_updated = now;
  const auto saved = co_await store.api_keys().save(key);
  if (!saved) co_return saved.error();
  co_return key;
}

int fail(std::ostream& errors, const Error& error) {
  errors << "ringback: " << error.message << '\n';
  return 1;
}

}  // namespace

int create_key(const store::Options& store_options, const KeyOptions& options, std::ostream& out,
               std::ostream& errors) {
  boost::asio::io_context io;
  SteadyDeadlines deadlines(io.get_executor());
  const auto opened = store::open(store_options, io.get_executor());
  if (!opened) return fail(errors, opened.error());
  const auto now =
      std::chrono::duration_cast<std::chrono::milliseconds>(deadlines.wall_now().time_since_epoch()).count();

  std::optional<Result<store::ApiKey>> made;
  boost::asio::co_spawn(io, make_key(**opened, options, now),
                        [&made](const std::exception_ptr& error, Result<store::ApiKey> key) {
                          must_not_throw(error);
                          made = std::move(key);
                        });
  while (!made) io.run_one();
  if (!*made) return fail(errors, made->error());
  const store::ApiKey& key = **made;
  out << "sid: " << key.sid << "\nsecret: " << key.secret << "\naccount: " << key.account_sid << '\n';
  return 0;
}

CLI::App& add_key_command(CLI::App& app, KeyOptions& options) {
  auto* key = app.add_subcommand("key", "API keys, which sign Access Tokens")->require_subcommand(1);
  auto* create = key->add_subcommand("create", "Make one and show its secret, this once");
  create->add_option("--account", options.account_sid, "Of this account (AC…) instead of the first");
  create->add_option("--name", options.friendly_name, "A name to know it by");
  create->add_flag("--main", options.main, "May also read and write accounts and keys");
  return *create;
}

}  // namespace ringback::cli
