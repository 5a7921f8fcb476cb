#include "api/authentication.hpp"

#include <array>

#include "api/error.hpp"
#include "base/sid.hpp"
#include "base/text.hpp"
#include "store/accounts.hpp"

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

Task<Result<store::Account>> authenticate(store::Store& store, std::string authorization) {
  const auto credentials = parse_basic(authorization);
  if (!credentials || !is_sid(credentials->user, "AC")) co_return not_authenticated();
  auto read = co_await store.accounts().find("AC" + lower(credentials->user.substr(2)));
  if (!read) co_return read.error();
  std::optional<store::Account>& found = *read;
  // An unknown account takes as long as a wrong token.
  const std::string& token = found ? found->auth_token : std::string(32, '-');
  const bool right = equal_constant_time(token, credentials->password);
  if (!right || !found) co_return not_authenticated();
  if (found->status != "active") co_return Error{20005, "Account is not active"};
  co_return std::move(*found);
}

Result<void> authorize(const store::Account& account, const std::string& account_sid, const std::string& path) {
  if (!is_sid(account_sid, "AC")) return not_found(path);
  if ("AC" + lower(account_sid.substr(2)) != account.sid) return not_authenticated();
  return {};
}

}  // namespace ringback::api
