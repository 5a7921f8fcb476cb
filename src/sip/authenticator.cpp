#include "sip/authenticator.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <limits>
#include <utility>

#include "base/sid.hpp"
#include "base/text.hpp"
#include "sip/keyed_hash.hpp"
#include "sip/uri.hpp"

namespace ringback::sip {
namespace {

constexpr std::size_t time_digits = 8;
constexpr std::size_t mac_digits = 32;
constexpr std::uint64_t nonce_seconds = 300;

std::string mac(std::string_view key, std::string_view stamp) {
  return keyed_hash(key, stamp).substr(0, mac_digits);
}

std::string eight_digits(std::uint64_t number) {
  std::array<char, 16> digits{};
  const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), number, 16).ptr;
  const std::string text(digits.data(), end);
  return std::string(time_digits - std::min(time_digits, text.size()), '0') + text;
}

std::optional<std::uint64_t> parse_hex(std::string_view text) {
  std::uint64_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number, 16);
  if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
  return number;
}

std::optional<DigestCredentials> credentials_for(const Message& request, std::string_view realm) {
  for (const Header& header : request.headers) {
    if (!iequals(header.name, "Authorization")) continue;
    auto credentials = parse_credentials(header.value);
    if (credentials && credentials->realm == realm) return credentials;
  }
  return std::nullopt;
}

// Phones write host and port of the digest's URI in many ways; whom it asks for must be the same.
bool same_user(std::string_view a, std::string_view b) {
  const auto first = parse_uri(a);
  const auto second = parse_uri(b);
  return first && second && first->user == second->user;
}

}  // namespace

Authenticator::Authenticator(std::string realm, Deadlines& deadlines, std::size_t max_counts)
    : realm_(std::move(realm)), deadlines_(deadlines), max_counts_(max_counts), key_(random_hex(32)) {}

Authenticator::Outcome Authenticator::check(const Message& request) {
  const auto credentials = credentials_for(request, realm_);
  if (!credentials) return {};
  const auto known = passwords_.find(credentials->username);
  const bool found = known != passwords_.end();
  // An unknown user costs as much time as a wrong password.
  const std::string expected = digest_response(*credentials, found ? known->second : key_, request.method);
  const bool right = equal_constant_time(expected, credentials->response);
  if (!right || !found || !same_user(credentials->uri, request.request_uri)) return {Verdict::refused, {}};
  if (!fresh(credentials->nonce) || !take_count(*credentials)) return {Verdict::stale, {}};
  return {Verdict::accepted, credentials->username};
}

std::string Authenticator::challenge(bool stale) const {
  DigestChallenge challenge;
  challenge.realm = realm_;
  challenge.nonce = make_nonce(now_seconds());
  challenge.qop_auth = true;
  challenge.stale = stale;
  return to_string(challenge);
}

// Time and a number, so that nonces sort by their age and the oldest counts are the first to be forgotten. What keeps
// others from making one is the key.
std::string Authenticator::make_nonce(std::uint64_t seconds) const {
  const std::string stamp = eight_digits(seconds) + eight_digits(nonces_made_++);
  return stamp + mac(key_, stamp);
}

std::uint64_t Authenticator::now_seconds() const {
  return static_cast<std::uint64_t>(
      std::chrono::duration_cast<std::chrono::seconds>(deadlines_.now().time_since_epoch()).count());
}

bool Authenticator::fresh(const std::string& nonce) const {
  constexpr std::size_t stamp_digits = time_digits + 8;
  if (nonce.size() != stamp_digits + mac_digits || nonce < oldest_) return false;
  if (!equal_constant_time(mac(key_, nonce.substr(0, stamp_digits)), nonce.substr(stamp_digits))) return false;
  const auto seconds = parse_hex(std::string_view(nonce).substr(0, time_digits));
  return seconds && now_seconds() - *seconds <= nonce_seconds;
}

bool Authenticator::take_count(const DigestCredentials& credentials) {
  // Without qop there is no count: such a nonce is good for one request.
  std::uint64_t count = std::numeric_limits<std::uint64_t>::max();
  if (!credentials.qop.empty()) {
    const auto parsed = parse_hex(credentials.nonce_count);
    if (!parsed) return false;
    count = *parsed;
  }
  std::uint64_t& last = counts_[credentials.nonce];
  if (count <= last) return false;
  last = count;
  while (!counts_.empty() && (counts_.size() > max_counts_ || !fresh(counts_.begin()->first))) {
    counts_.erase(counts_.begin());
    if (!counts_.empty()) oldest_ = counts_.begin()->first;
  }
  return true;
}

}  // namespace ringback::sip
