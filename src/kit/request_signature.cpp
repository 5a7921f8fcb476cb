#include "ringback/request_signature.hpp"

#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>

#include <algorithm>
#include <array>

namespace ringback::kit {
namespace {

constexpr std::string_view body_hash_name = "bodySHA256=";

// The parts of a URL that are signed.
struct SignedUrl {
  std::string_view scheme;  // with its `://`
  std::string_view host;
  std::string_view port;  // with its colon, or empty
  std::string_view rest;  // path and query

  bool https() const { return scheme == "https://" || scheme == "wss://"; }
  std::string with_port(std::string_view port_text) const {
    return std::string(scheme).append(host).append(port_text).append(rest);
  }
};

SignedUrl take_apart(std::string_view url) {
  SignedUrl parts;
  url = url.substr(0, url.find('#'));
  const auto scheme_end = url.find("://");
  if (scheme_end != std::string_view::npos) parts.scheme = url.substr(0, scheme_end + 3);
  url.remove_prefix(parts.scheme.size());
  auto authority = url.substr(0, url.find_first_of("/?"));
  parts.rest = url.substr(authority.size());
  if (const auto user = authority.rfind('@'); user != std::string_view::npos) authority.remove_prefix(user + 1);
  // The colons of an IPv6 address stand in brackets (RFC 3986 section 3.2.2).
  const auto colon = authority.find(':', authority.starts_with('[') ? authority.find(']') : 0);
  parts.host = authority.substr(0, colon);
  if (colon != std::string_view::npos) parts.port = authority.substr(colon);
  return parts;
}

// Names and values one after the other; of a name that repeats, its different values in order.
std::string sorted_text(FormParameters parameters) {
  std::sort(parameters.begin(), parameters.end());
  parameters.erase(std::unique(parameters.begin(), parameters.end()), parameters.end());
  std::string text;
  for (const auto& [name, value] : parameters) text.append(name).append(value);
  return text;
}

std::string hmac_sha1_base64(std::string_view key, std::string_view data) {
  std::array<unsigned char, EVP_MAX_MD_SIZE> mac{};
  unsigned int size = 0;
  HMAC(EVP_sha1(), key.data(), static_cast<int>(key.size()), reinterpret_cast<const unsigned char*>(data.data()),
       data.size(), mac.data(), &size);
  std::string text((size + 2) / 3 * 4 + 1, '\0');  // EVP_EncodeBlock ends it with a zero byte
  text.resize(EVP_EncodeBlock(reinterpret_cast<unsigned char*>(text.data()), mac.data(), static_cast<int>(size)));
  return text;
}

bool equal(std::string_view a, std::string_view b) {
  return a.size() == b.size() && CRYPTO_memcmp(a.data(), b.data(), a.size()) == 0;
}

std::string_view body_hash(std::string_view url) {
  auto query = url.substr(0, url.find('#'));
  query.remove_prefix(std::min(query.find('?'), query.size()));
  while (!query.empty()) {
    query.remove_prefix(1);  // '?' or '&'
    const auto parameter = query.substr(0, query.find('&'));
    if (parameter.starts_with(body_hash_name)) return parameter.substr(body_hash_name.size());
    query.remove_prefix(parameter.size());
  }
  return {};
}

}  // namespace

std::string body_digest(std::string_view body) {
  constexpr std::string_view hex_digits = "0123456789abcdef";
  std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
  unsigned int size = 0;
  EVP_Digest(body.data(), body.size(), digest.data(), &size, EVP_sha256(), nullptr);
  std::string hex;
  for (unsigned int i = 0; i < size; ++i) hex += {hex_digits[digest[i] >> 4], hex_digits[digest[i] & 15]};
  return hex;
}

std::string sign_request(std::string_view auth_token, std::string_view url, const FormParameters& parameters) {
  const auto parts = take_apart(url);
  return hmac_sha1_base64(auth_token,
                          parts.with_port(parts.https() ? std::string_view() : parts.port) + sorted_text(parameters));
}

bool validate_request(std::string_view auth_token, std::string_view signature, std::string_view url,
                      const FormParameters& parameters) {
  if (auth_token.empty()) return false;
  const auto parts = take_apart(url);
  const auto form = sorted_text(parameters);
  if (!parts.https()) return equal(signature, hmac_sha1_base64(auth_token, parts.with_port(parts.port) + form));
  const bool without_port = equal(signature, hmac_sha1_base64(auth_token, parts.with_port("") + form));
  const auto port = parts.port.empty() ? std::string_view(":443") : parts.port;
  const bool with_port = equal(signature, hmac_sha1_base64(auth_token, parts.with_port(port) + form));
  return without_port || with_port;
}

bool validate_request_with_body(std::string_view auth_token, std::string_view signature, std::string_view url,
                                std::string_view body) {
  return equal(body_hash(url), body_digest(body)) && validate_request(auth_token, signature, url, {});
}

}  // namespace ringback::kit
