#include "api/authentication.hpp"

#include <array>

#include "api/error.hpp"
#include "base/sid.hpp"
#include "base/text.hpp"
#include "store/accounts.hpp"
#include "store/api_keys.hpp"

namespace ringback::api {
namespace {

Error not_authenticated() {
  return {20003, "Authenticate"};
}

constexpr std::array<signed char, 256> base64_values() {
  std::array<signed char, 256> out{};
  out.fill(-1);
  signed char value = 0;
  for (const char c : std::string_view("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/")) {
    out[static_cast<unsigned char>(c)] = value++;
  }
  return out;
}

// RFC 4648 section 4; padding may be missing.
std::optional<std::string> base64_decode(std::string_view text) {
  static constexpr auto values = base64_values();
  while (text.ends_with('=')) text.remove_suffix(1);
  std::string out;
  unsigned bits = 0;
  int count = 0;
  for (const unsigned char c : text) {
    if (values[c] < 0) return std::nullopt;
    bits = (bits << 6 | static_cast<unsigned>(values[c])) & 0xffffU;
    count += 6;
    if (count < 8) continue;
    count -= 8;
    out += static_cast<char>(bits >> count);
  }
  return out;
}

Error not_active() {
  return {20005, "Account is not active"};
}

// A SID as the store has it.
std::string canonical(std::string_view sid) {
  return std::string(sid.substr(0, 2)) + lower(sid.substr(2));
}

// Both are compared whatever the first says. An account without a second token has none that could be right.
bool opens(const store::Account& account, const std::string& password) {
  const bool first = equal_constant_time(account.auth_token, password);
  const bool second = equal_constant_time(account.secondary_auth_token, password);
  return first || (second && !account.secondary_auth_token.empty());
}

Task<Result<Caller>> of_token(store::Store& store, Credentials credentials) {
  auto found = co_await store.accounts().find(canonical(credentials.user));
  if (!found) co_return found.error();
  // An unknown account takes as long as a wrong token.
  static const store::Account nobody{.auth_token = std::string(32, '-')};
  const bool right = opens(*found ? **found : nobody, credentials.password);
  if (!right || !*found) co_return not_authenticated();
  co_return Caller{std::move(**found), false};
}

Task<Result<Caller>> of_key(store::Store& store, Credentials credentials) {
  const std::string sid = canonical(credentials.user);
  const auto key = co_await store.api_keys().find_for_login(sid);
  if (!key) co_return key.error();
  const std::string expected = *key ? (*key)->secret_hash : std::string(64, '-');
  if (!equal_constant_time(expected, store::hash_secret(sid, credentials.password))) co_return not_authenticated();
  auto account = co_await store.accounts().find((*key)->account_sid);
  if (!account) co_return account.error();
  if (!*account) co_return not_authenticated();
  co_return Caller{std::move(**account), (*key)->kind != "main"};
}

// Accounts themselves and their keys.
bool is_of_accounts(const Path& path) {
  if (path.v1) return true;
  if (path.segments.size() <= 2) return !path.segments.empty();
  return path.segments[2] == "Keys" || path.segments[2] == "SigningKeys";
}

// What may be done to a sub-account that is suspended or closed.
bool harmless(const Path& path, std::string_view method) {
  return method == "GET" || method == "HEAD" || method == "OPTIONS" || path.segments.size() == 2;
}

Task<Result<store::Account>> sub_account(store::Store& store, store::Account parent, std::string sid) {
  auto found = co_await store.accounts().find(std::move(sid));
  if (!found) co_return found.error();
  if (!*found || (*found)->owner_account_sid != parent.sid) co_return not_authenticated();
  co_return std::move(**found);
}

}  // namespace

std::optional<Credentials> parse_basic(std::string_view authorization) {
  const auto blank = authorization.find(' ');
  if (blank == authorization.npos || !iequals(authorization.substr(0, blank), "basic")) return std::nullopt;
  const auto decoded = base64_decode(trim(authorization.substr(blank)));
  if (!decoded) return std::nullopt;
  const auto colon = decoded->find(':');
  if (colon == decoded->npos) return std::nullopt;
  return Credentials{decoded->substr(0, colon), decoded->substr(colon + 1)};
}

Task<Result<Caller>> authenticate(store::Store& store, std::string authorization) {
  const auto credentials = parse_basic(authorization);
  if (!credentials) co_return not_authenticated();
  const bool key = is_sid(credentials->user, "SK");
  if (!key && !is_sid(credentials->user, "AC")) co_return not_authenticated();
  auto caller = co_await (key ? of_key(store, *credentials) : of_token(store, *credentials));
  if (caller && !caller->account.active()) co_return not_active();
  co_return caller;
}

Task<Result<store::Account>> authorize(store::Store& store, Caller caller, Path path, std::string method) {
  if (path.segments.empty()) co_return std::move(caller.account);
  if (!path.v1 && path.segments.front() != "Accounts") co_return not_found(path.text);
  store::Account account = std::move(caller.account);
  if (!path.v1 && path.segments.size() > 1) {
    const std::string& named = path.segments[1];
    if (!is_sid(named, "AC")) co_return not_found(path.text);
    std::string sid = canonical(named);
    if (sid != account.sid) {
      if (caller.standard_key) co_return not_authenticated();
      auto sub = co_await sub_account(store, std::move(account), std::move(sid));
      if (!sub) co_return sub.error();
      if (!sub->active() && !harmless(path, method)) co_return not_active();
      account = std::move(*sub);
    }
  }
  if (caller.standard_key && is_of_accounts(path)) co_return not_authenticated();
  co_return account;
}

}  // namespace ringback::api
