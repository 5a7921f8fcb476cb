#include "sip/digest_client.hpp"

#include <algorithm>
#include <array>
#include <cstdio>

#include "base/sid.hpp"
#include "base/text.hpp"

namespace ringback::sip {
namespace {

// A server that finds every nonce stale, or proxies in a row that want an answer each, come to an end.
constexpr int max_challenges = 5;
constexpr std::size_t max_realms = 8;

std::string_view header_of(bool proxy) {
  return proxy ? "Proxy-Authorization" : "Authorization";
}

std::string eight_hex_digits(std::uint32_t count) {
  std::array<char, 9> text{};
  std::snprintf(text.data(), text.size(), "%08x", count);
  return text.data();
}

// RFC 8760 section 2.4: of the challenges for one realm the strongest that we can answer.
std::vector<DigestChallenge> strongest_of_each_realm(const Message& response, bool proxy) {
  std::vector<DigestChallenge> out;
  for (const Header& header : response.headers) {
    if (!iequals(header.name, proxy ? "Proxy-Authenticate" : "WWW-Authenticate")) continue;
    auto challenge = parse_challenge(header.value);
    if (!challenge) continue;
    const auto same = std::find_if(out.begin(), out.end(), [&](const auto& c) { return c.realm == challenge->realm; });
    if (same == out.end()) {
      out.push_back(*std::move(challenge));
    } else if (challenge->algorithm > same->algorithm) {
      *same = *std::move(challenge);
    }
  }
  return out;
}

}  // namespace

void DigestClient::authorise(Message& request) {
  request.remove(header_of(false));
  request.remove(header_of(true));
  for (Answer& answer : answers_) request.add(header_of(answer.proxy), to_string(credentials(answer, request)));
}

bool DigestClient::take_challenge(const Message& request, const Message& response) {
  const bool proxy = response.status == 407;
  if ((response.status != 401 && !proxy) || ++challenges_ > max_challenges) return false;
  bool hopeful = false;
  for (DigestChallenge& challenge : strongest_of_each_realm(response, proxy)) {
    if (!take(std::move(challenge), proxy, request)) return false;
    hopeful = true;
  }
  return hopeful;
}

bool DigestClient::take(DigestChallenge challenge, bool proxy, const Message& request) {
  const auto known = std::find_if(answers_.begin(), answers_.end(), [&](const Answer& answer) {
    return answer.proxy == proxy && answer.challenge.realm == challenge.realm;
  });
  if (known == answers_.end()) {
    if (answers_.size() >= max_realms) return false;
    answers_.push_back({std::move(challenge), proxy, 0});
    return true;
  }
  // An answer to a nonce that had been used before may have come too late; to a new one it was wrong.
  const bool refused = request.find(header_of(proxy)) && known->count <= 1 && !challenge.stale;
  *known = {std::move(challenge), proxy, 0};
  return !refused;
}

void DigestClient::take_success(const Message& response) {
  challenges_ = 0;
  for (Answer& answer : answers_) {
    const auto info = response.value(answer.proxy ? "Proxy-Authentication-Info" : "Authentication-Info");
    auto next = parse_next_nonce(info);
    if (!next) continue;
    answer.challenge.nonce = *std::move(next);
    answer.count = 0;
  }
}

DigestCredentials DigestClient::credentials(Answer& answer, const Message& request) const {
  ++answer.count;
  DigestCredentials out;
  out.username = login_.user;
  out.realm = answer.challenge.realm;
  out.nonce = answer.challenge.nonce;
  out.opaque = answer.challenge.opaque;
  out.uri = request.request_uri;
  out.algorithm = answer.challenge.algorithm;
  if (answer.challenge.qop_auth) {
    out.qop = "auth";
    out.nonce_count = eight_hex_digits(answer.count);
    out.cnonce = random_hex(8);
  }
  out.response = digest_response(out, login_.password, request.method);
  return out;
}

}  // namespace ringback::sip
