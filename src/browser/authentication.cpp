#include "browser/authentication.hpp"

#include <optional>

#include "base/log.hpp"

namespace ringback::browser {
namespace {

Refusal invalid() {
  return {{31204, "AccessTokenInvalid: the token is malformed, not signed with the account's key, or of no account"}};
}

Refusal refusal_of(kit::TokenFault fault) {
  switch (fault) {
    case kit::TokenFault::expired:
      return {{31205, "Token is expired"}, Refusal::Then::wait};
    case kit::TokenFault::lifetime_too_long:
      return {{31207, "Token lifetime is above 24 hours"}};
    case kit::TokenFault::not_yet_valid:
      return {{31204, "Token is not valid yet"}};
    case kit::TokenFault::malformed:
    case kit::TokenFault::bad_signature:
      break;
  }
  return invalid();
}

std::variant<Grant, Refusal> verify(const store::Account& account, const std::string& token, std::int64_t now) {
  auto verified = kit::verify_capability_token(token, account.auth_token, now);
  if (const auto* fault = std::get_if<kit::TokenFault>(&verified)) return refusal_of(*fault);
  // Told only to who has proved to hold the account's key.
  if (account.status != "active") return Refusal{{31201, "The account is " + account.status}};
  auto& good = std::get<kit::VerifiedToken>(verified);
  Client client{account.sid, good.capabilities.identity()};
  return Grant{std::move(client), std::move(good.capabilities), good.expires_at};
}

}  // namespace

Task<std::variant<Grant, Refusal>> authenticate(store::Store& store, std::string token, std::int64_t now) {
  const std::string sid = kit::claimed_account(token);
  if (sid.empty()) co_return invalid();
  auto account = co_await store.account(sid);
  if (!account) {
    log::error("account look-up for a browser failed", {{"error", account.error().message}});
    co_return Refusal{{31000, "The server can't verify tokens at the moment"}, Refusal::Then::retry};
  }
  const std::optional<store::Account> found = std::move(*account);
  if (!found) co_return invalid();
  co_return verify(*found, token, now);
}

}  // namespace ringback::browser
