#include "api/page_token.hpp"

#include <openssl/evp.h>
#include <openssl/hmac.h>

#include <array>
#include <charconv>

#include "base/sid.hpp"
#include "base/text.hpp"

namespace ringback::api {
namespace {

// `PA`, the last row's SID, its time as 16 hex digits, 32 hex digits of an HMAC over all that and the list.
constexpr std::size_t sid_size = 34;
constexpr std::size_t date_size = 16;
constexpr std::size_t mac_size = 32;

Error invalid_token() {
  return {21481, "Invalid PageToken"};
}

std::string mac_of(std::string_view text, std::string_view key, std::string_view list) {
  std::string message = "page-token\n";
  message.append(list).append("\n").append(text);
  std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
  unsigned size = 0;
  HMAC(EVP_sha256(), key.data(), static_cast<int>(key.size()), reinterpret_cast<const unsigned char*>(message.data()),
       message.size(), digest.data(), &size);
  return to_hex({reinterpret_cast<const char*>(digest.data()), mac_size / 2});
}

std::string date_digits(store::Millis date) {
  std::array<char, date_size> digits{};
  const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), static_cast<std::uint64_t>(date), 16);
  const std::string text(digits.data(), end.ptr);
  return std::string(date_size - text.size(), '0') + text;
}

}  // namespace

std::string make_page_token(const PageEnd& end, std::string_view key, std::string_view list) {
  const std::string text = end.sid + date_digits(end.date);
  return "PA" + text + mac_of(text, key, list);
}

Result<PageEnd> read_page_token(std::string_view token, std::string_view key, std::string_view list) {
  if (token.size() != 2 + sid_size + date_size + mac_size || !token.starts_with("PA")) return invalid_token();
  const auto text = token.substr(2, sid_size + date_size);
  if (!equal_constant_time(token.substr(2 + text.size()), mac_of(text, key, list))) return invalid_token();
  std::uint64_t date = 0;
  const auto digits = text.substr(sid_size);
  std::from_chars(digits.data(), digits.data() + digits.size(), date, 16);
  return PageEnd{static_cast<store::Millis>(date), std::string(text.substr(0, sid_size))};
}

}  // namespace ringback::api
