#include "store/api_keys.hpp"

#include <openssl/evp.h>

#include <array>

#include "base/text.hpp"
#include "store/sql/collection.hpp"
#include "store/sql/kinds.hpp"
#include "store/table/api_keys.hpp"

namespace ringback::store {
namespace {

ApiKey hashed(ApiKey key) {
  key.secret_hash = hash_secret(key.sid, key.secret);
  return key;
}

// Keys of versions that kept no hash get it from their secret.
Result<std::optional<ApiKey>> login_of(std::optional<ApiKey> key, const Cipher& cipher) {
  if (key && key->secret_hash.empty()) {
    const auto opened = table::open_secrets(*key, cipher);
    if (!opened) return opened.error();
    key = hashed(*std::move(key));
  }
  if (key) key->secret.clear();
  return key;
}

class SqlApiKeys final : public SqlCollection<ApiKeys> {
 public:
  using SqlCollection::SqlCollection;

  Task<Result<void>> save(ApiKey key) override { return SqlCollection::save(hashed(std::move(key))); }

  Task<Result<std::optional<ApiKey>>> find_for_login(std::string sid) override {
    return database().read<std::optional<ApiKey>>(
        [&cipher = database().cipher(), sid = std::move(sid)](soci::session& sql) {
          return login_of(table::select_one<ApiKey>(sql, table::Conditions().equal("sid", sid)), cipher);
        });
  }

  Task<Result<std::optional<ApiKey>>> rename(std::string account_sid, std::string sid, std::string name,
                                             Millis now) override {
    auto conditions = owned(std::move(account_sid), std::move(sid));
    return database().change<std::optional<ApiKey>>(
        [conditions = std::move(conditions), name = std::move(name), now](soci::session& sql) {
          auto key = table::select_one<ApiKey>(sql, conditions);
          if (key) {
            key->friendly_name = name;
            key->date_updated = now;
            table::upsert(sql, *key);
            key->secret.clear();
          }
          return Result<std::optional<ApiKey>>(std::move(key));
        });
  }
};

}  // namespace

std::string hash_secret(const std::string& sid, const std::string& secret) {
  const std::string salted = sid + ':' + secret;
  std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
  unsigned size = 0;
  EVP_Digest(salted.data(), salted.size(), digest.data(), &size, EVP_sha256(), nullptr);
  return to_hex({reinterpret_cast<const char*>(digest.data()), size});
}

std::unique_ptr<ApiKeys> make_api_keys(Database& database) {
  return std::make_unique<SqlApiKeys>(database);
}

}  // namespace ringback::store
