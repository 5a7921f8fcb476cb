#include <soci/soci.h>

#include <algorithm>
#include <exception>
#include <filesystem>
#include <memory>

#include "store/migrations.hpp"
#include "store/sql_store.hpp"
#include "store/store.hpp"

namespace ringback::store {
namespace {

constexpr std::string_view key_check_place = "key_check";

std::string stored_key_check(soci::session& sql) {
  std::string sealed;
  sql << "SELECT sealed FROM key_check WHERE id = 1", soci::into(sealed);
  return sealed;
}

Result<Cipher> first_key(soci::session& sql, const std::string& key_file) {
  auto cipher = std::filesystem::exists(key_file) ? read_key_file(key_file) : make_key_file(key_file);
  if (!cipher) return cipher;
  const std::string sealed = cipher->seal("ringback", key_check_place);
  sql << "INSERT INTO key_check (id, sealed) VALUES (1, :sealed)", soci::use(sealed);
  return cipher;
}

// A store that was sealed with a key must see that very key again; a new one would only hide the loss.
Result<Cipher> fitting_key(soci::session& sql, const std::string& key_file) {
  const std::string sealed = stored_key_check(sql);
  if (sealed.empty()) return first_key(sql, key_file);
  auto cipher = read_key_file(key_file);
  if (cipher && !cipher->open(sealed, key_check_place)) {
    return Error{0, "the key file " + key_file + " is not the one that this store was encrypted with"};
  }
  return cipher;
}

Result<Cipher> prepare(const Engine& engine, soci::session& sql, const std::string& key_file) {
  try {
    if (const auto migrated = migrate(engine, sql); !migrated) return migrated.error();
    return fitting_key(sql, key_file);
  } catch (const std::exception& exception) {
    return Error{0, "cannot prepare the store: " + words_of(exception)};
  }
}

Result<Connection> connect(const std::shared_ptr<const Engine>& engine, Access access, const Options& options) {
  auto session = engine->connect(access);
  if (!session) return session.error();
  return Connection(std::move(*session), [engine, access] { return engine->connect(access); }, options.patience);
}

}  // namespace

Result<std::unique_ptr<Store>> open(const Options& options, const Executor&) {
  auto found = engine_of(options.url);
  if (!found) return found.error();
  const std::shared_ptr<const Engine> engine = std::move(*found);
  const auto first = engine->connect(Access::write);
  if (!first) return first.error();
  auto cipher = prepare(*engine, **first, options.key_file);
  if (!cipher) return cipher.error();

  auto writer = connect(engine, Access::write, options);
  if (!writer) return writer.error();
  std::vector<Connection> readers;
  for (std::size_t i = 0; i < std::max<std::size_t>(options.reader_threads, 1); ++i) {
    auto reader = connect(engine, Access::read_only, options);
    if (!reader) return reader.error();
    readers.push_back(std::move(*reader));
  }
  return std::unique_ptr<Store>(
      std::make_unique<SqlStore>(*cipher, std::move(*writer), std::move(readers), options.events_per_call));
}

}  // namespace ringback::store
