#include "api/resource/tokens.hpp"

#include <openssl/evp.h>
#include <openssl/hmac.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <chrono>

#include "api/error.hpp"
#include "api/value.hpp"
#include "base/text.hpp"

namespace ringback::api::resource::tokens {
namespace {

constexpr std::chrono::seconds longest{86'400};

Result<std::chrono::seconds> read_ttl(Form& form) {
  const std::string text = form.value("Ttl");
  if (text.empty()) return longest;
  std::int64_t out = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), out);
  if (error != std::errc() || end != text.data() + text.size() || out < 1) {
    return invalid_parameter("Ttl", "no number of seconds");
  }
  return std::min(std::chrono::seconds(out), longest);
}

// The time-limited credentials that TURN servers derive from a secret which they share with us: docs/operating.md.
std::string password_of(const std::string& username, const std::string& secret) {
  std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
  unsigned size = 0;
  HMAC(EVP_sha1(), secret.data(), static_cast<int>(secret.size()),
       reinterpret_cast<const unsigned char*>(username.data()), username.size(), digest.data(), &size);
  return base64_encode({reinterpret_cast<const char*>(digest.data()), size});
}

}  // namespace

Task<Result<Answer>> create(Context& context) {
  const auto ttl = read_ttl(context.form);
  if (!ttl) co_return ttl.error();
  const store::Millis now = context.now();
  const std::string username = std::to_string(now / 1000 + ttl->count()) + ':' + context.account.sid;
  const std::string password = password_of(username, context.options.turn_secret);
  boost::json::array servers;
  for (const std::string& url : context.options.stun_urls) servers.push_back({{"url", url}, {"urls", url}});
  for (const std::string& url : context.options.turn_urls) {
    servers.push_back({{"url", url}, {"urls", url}, {"username", username}, {"credential", password}});
  }
  boost::json::object body = {
      {"account_sid", context.account.sid},
      {"date_created", date_value(now)},
      {"date_updated", date_value(now)},
      {"ice_servers", std::move(servers)},
      {"password", password},
      {"ttl", std::to_string(ttl->count())},
      {"username", username},
  };
  co_return Answer{201, std::move(body), "Token", ""};
}

}  // namespace ringback::api::resource::tokens
