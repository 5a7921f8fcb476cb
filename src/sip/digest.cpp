#include "sip/digest.hpp"

#include <openssl/evp.h>

#include <algorithm>
#include <array>

#include "base/text.hpp"
#include "sip/grammar.hpp"

namespace ringback::sip {
namespace {

std::string hash(DigestAlgorithm algorithm, std::string_view text) {
  std::array<unsigned char, EVP_MAX_MD_SIZE> out{};
  unsigned size = 0;
  const EVP_MD* kind = algorithm == DigestAlgorithm::md5 ? EVP_md5() : EVP_sha256();
  EVP_Digest(text.data(), text.size(), out.data(), &size, kind, nullptr);
  return to_hex({reinterpret_cast<const char*>(out.data()), size});
}

// Names in lower case.
std::optional<Parameters> parse_list(std::string_view text) {
  Parameters out;
  for (const auto part : split_outside(text, ',')) {
    const auto equals = part.find('=');
    if (equals == std::string_view::npos) return std::nullopt;
    out.emplace_back(lower(trim(part.substr(0, equals))), unquote(part.substr(equals + 1)));
  }
  return out;
}

// The parameters after `Digest`; nothing for another scheme.
std::optional<Parameters> parse_digest(std::string_view value) {
  value = trim(value);
  const auto blank = value.find_first_of(" \t");
  if (blank == std::string_view::npos || !iequals(value.substr(0, blank), "Digest")) return std::nullopt;
  return parse_list(value.substr(blank));
}

std::string take(const Parameters& parameters, std::string_view name) {
  const std::string* value = find(parameters, name);
  return value ? *value : std::string{};
}

std::optional<DigestAlgorithm> parse_algorithm(std::string_view name) {
  if (name.empty() || iequals(name, "MD5")) return DigestAlgorithm::md5;
  if (iequals(name, "SHA-256")) return DigestAlgorithm::sha256;
  return std::nullopt;
}

std::string_view name_of(DigestAlgorithm algorithm) {
  return algorithm == DigestAlgorithm::md5 ? "MD5" : "SHA-256";
}

bool offers_auth(std::string_view qop) {
  const auto values = split_outside(qop, ',');
  return std::any_of(values.begin(), values.end(), [](auto value) { return iequals(value, "auth"); });
}

// What we send back must be what was sent; a quoted string of ours holds no control characters.
bool can_be_sent_back(std::string_view text) {
  return std::none_of(text.begin(), text.end(), [](unsigned char c) { return c < 0x20 || c == 0x7f; });
}

}  // namespace

std::optional<DigestChallenge> parse_challenge(std::string_view value) {
  const auto parameters = parse_digest(value);
  if (!parameters) return std::nullopt;
  const auto algorithm = parse_algorithm(take(*parameters, "algorithm"));
  DigestChallenge out;
  out.realm = take(*parameters, "realm");
  out.nonce = take(*parameters, "nonce");
  out.opaque = take(*parameters, "opaque");
  const std::string qop = take(*parameters, "qop");
  out.qop_auth = offers_auth(qop);
  out.stale = iequals(take(*parameters, "stale"), "true");
  if (!algorithm || out.nonce.empty() || (!qop.empty() && !out.qop_auth)) return std::nullopt;
  if (!can_be_sent_back(out.realm + out.nonce + out.opaque)) return std::nullopt;
  out.algorithm = *algorithm;
  return out;
}

std::optional<DigestCredentials> parse_credentials(std::string_view value) {
  const auto parameters = parse_digest(value);
  if (!parameters) return std::nullopt;
  const auto algorithm = parse_algorithm(take(*parameters, "algorithm"));
  DigestCredentials out;
  out.username = take(*parameters, "username");
  out.realm = take(*parameters, "realm");
  out.nonce = take(*parameters, "nonce");
  out.uri = take(*parameters, "uri");
  out.response = lower(take(*parameters, "response"));
  out.opaque = take(*parameters, "opaque");
  out.cnonce = take(*parameters, "cnonce");
  out.nonce_count = take(*parameters, "nc");
  out.qop = lower(take(*parameters, "qop"));
  const bool complete = !out.username.empty() && !out.nonce.empty() && !out.uri.empty() && !out.response.empty();
  const bool qop_fits = out.qop.empty() || (out.qop == "auth" && out.nonce_count.size() == 8 && !out.cnonce.empty());
  if (!algorithm || !complete || !qop_fits) return std::nullopt;
  out.algorithm = *algorithm;
  return out;
}

std::optional<std::string> parse_next_nonce(std::string_view value) {
  const auto parameters = parse_list(value);
  if (!parameters) return std::nullopt;
  std::string nonce = take(*parameters, "nextnonce");
  if (nonce.empty() || !can_be_sent_back(nonce)) return std::nullopt;
  return nonce;
}

std::string to_string(const DigestChallenge& challenge) {
  std::string out = "Digest realm=" + quote(challenge.realm) + ",nonce=" + quote(challenge.nonce);
  if (!challenge.opaque.empty()) out += ",opaque=" + quote(challenge.opaque);
  out += ",algorithm=" + std::string(name_of(challenge.algorithm));
  if (challenge.qop_auth) out += ",qop=\"auth\"";
  if (challenge.stale) out += ",stale=true";
  return out;
}

std::string to_string(const DigestCredentials& credentials) {
  std::string out = "Digest username=" + quote(credentials.username) + ",realm=" + quote(credentials.realm) +
                    ",nonce=" + quote(credentials.nonce) + ",uri=" + quote(credentials.uri) +
                    ",response=" + quote(credentials.response) +
                    ",algorithm=" + std::string(name_of(credentials.algorithm));
  if (!credentials.opaque.empty()) out += ",opaque=" + quote(credentials.opaque);
  if (!credentials.qop.empty()) {
    out += ",qop=auth,nc=" + credentials.nonce_count + ",cnonce=" + quote(credentials.cnonce);
  }
  return out;
}

std::string digest_response(const DigestCredentials& credentials, std::string_view password, std::string_view method) {
  const auto algorithm = credentials.algorithm;
  const std::string a1 = hash(algorithm, credentials.username + ":" + credentials.realm + ":" + std::string(password));
  const std::string a2 = hash(algorithm, std::string(method) + ":" + credentials.uri);
  std::string middle = credentials.nonce;
  if (!credentials.qop.empty()) middle += ":" + credentials.nonce_count + ":" + credentials.cnonce + ":auth";
  return hash(algorithm, a1 + ":" + middle + ":" + a2);
}

}  // namespace ringback::sip
