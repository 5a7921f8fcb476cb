#include "store/table/api_keys.hpp"

namespace ringback::store::table {
namespace {

std::string place(const ApiKey& key) {
  return "api_keys.secret." + key.sid;
}

}  // namespace

Result<std::optional<ApiKey>> find_api_key(soci::session& sql, const Cipher& cipher, const std::string& account_sid,
                                           const std::string& sid) {
  auto found = select_one<ApiKey>(sql, Conditions().equal("account_sid", account_sid).equal("sid", sid));
  if (!found) return std::optional<ApiKey>();
  auto secret = cipher.open(found->secret, place(*found));
  if (!secret) return Error{20500, secret.error().message};
  found->secret = std::move(*secret);
  return found;
}

void save_api_key(soci::session& sql, const Cipher& cipher, ApiKey key) {
  key.secret = cipher.seal(key.secret, place(key));
  upsert(sql, std::move(key));
}

}  // namespace ringback::store::table
