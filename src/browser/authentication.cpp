#include "browser/authentication.hpp"

#include <optional>
#include <ringback/access_token.hpp>
#include <utility>

#include "base/log.hpp"
#include "store/accounts.hpp"
#include "store/api_keys.hpp"

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

Grant grant(kit::VerifiedToken verified) {
  Client client{std::move(verified.account_sid), verified.capabilities.identity()};
  return {std::move(client), std::move(verified.capabilities), verified.expires_at};
}

using Verified = std::variant<kit::VerifiedToken, kit::TokenFault>;

std::variant<Grant, Refusal> judge(Verified verified, const store::Account& account) {
  if (const auto* fault = std::get_if<kit::TokenFault>(&verified)) return refusal_of(*fault);
  // Told only to who has proved to hold the account's key.
  if (!account.active()) return Refusal{{31201, "The account is not active"}};
  return grant(std::get<kit::VerifiedToken>(std::move(verified)));
}

// With either of the account's Auth Tokens.
Verified verify_capability_token(const std::string& token, const store::Account& account, std::int64_t now) {
  auto verified = kit::verify_capability_token(token, account.auth_token, now);
  const auto* fault = std::get_if<kit::TokenFault>(&verified);
  if (!fault || *fault != kit::TokenFault::bad_signature || account.secondary_auth_token.empty()) return verified;
  return kit::verify_capability_token(token, account.secondary_auth_token, now);
}

// What the store says of whom a token claims to be of; an error is our own fault.
struct Signer {
  std::optional<store::Account> account;
  std::optional<store::ApiKey> key;
};

Task<Result<Signer>> look_up(Keys keys, kit::TokenIssuer issuer) {
  Signer signer;
  auto account = co_await keys.accounts.find(issuer.account_sid);
  if (!account) co_return account.error();
  signer.account = std::move(*account);
  if (signer.account && !issuer.key_sid.empty()) {
    auto key = co_await keys.api_keys.find(issuer.account_sid, issuer.key_sid);
    if (!key) co_return key.error();
    signer.key = std::move(*key);
  }
  co_return signer;
}

}  // namespace

Task<std::variant<Grant, Refusal>> authenticate(Keys keys, std::string token, std::int64_t now) {
  const kit::TokenIssuer issuer = kit::claimed_issuer(token);
  if (issuer.account_sid.empty()) co_return invalid();
  const auto signer = co_await look_up(keys, issuer);
  if (!signer) {
    log::error("account look-up for a browser failed", {{"error", signer.error().message}});
    co_return Refusal{{31000, "The server can't verify tokens at the moment"}, Refusal::Then::retry};
  }
  if (!signer->account) co_return invalid();
  const store::Account& account = *signer->account;
  if (issuer.key_sid.empty()) co_return judge(verify_capability_token(token, account, now), account);
  if (!signer->key) co_return invalid();
  const kit::ApiKey key{account.sid, signer->key->sid, signer->key->secret};
  co_return judge(kit::verify_access_token(token, key, now), account);
}

}  // namespace ringback::browser
