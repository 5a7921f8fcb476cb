#pragma once

#include <cstdint>
#include <map>
#include <string>

#include "base/deadlines.hpp"
#include "sip/digest.hpp"
#include "sip/message.hpp"

namespace ringback::sip {

// The server side of digest authentication. Nonces are time stamps under a MAC, so a challenge costs no memory; only
// nonces that were answered rightly are remembered, for their count (RFC 2617 section 3.2.2).
class Authenticator {
 public:
  enum class Verdict { accepted, missing, stale, refused };
  struct Outcome {
    Verdict verdict = Verdict::missing;
    std::string user;  // of `accepted`
  };

  // Remembers at most `max_counts` nonces; older ones than these are then stale.
  Authenticator(std::string realm, Deadlines& deadlines, std::size_t max_counts = 20'000);

  // By user.
  void set_passwords(std::map<std::string, std::string> passwords) { passwords_ = std::move(passwords); }

  Outcome check(const Message& request);
  // The value of WWW-Authenticate. MD5 alone: phones in wide use (libre before 3.0) give up at a SHA-256 challenge
  // even beside one that they understand.
  std::string challenge(bool stale) const;

 private:
  std::string make_nonce(std::uint64_t seconds) const;
  std::uint64_t now_seconds() const;
  bool fresh(const std::string& nonce) const;
  // False if that count of the nonce was used before.
  bool take_count(const DigestCredentials& credentials);

  std::string realm_;
  std::map<std::string, std::string> passwords_;
  Deadlines& deadlines_;
  std::size_t max_counts_;
  std::string key_;
  mutable std::uint32_t nonces_made_ = 0;
  std::map<std::string, std::uint64_t> counts_;  // by nonce, which sorts by age
  std::string oldest_;                           // nonces before it are stale, for their counts are forgotten
};

}  // namespace ringback::sip
