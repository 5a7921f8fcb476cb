#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "sip/digest.hpp"
#include "sip/message.hpp"

namespace ringback::sip {

// The client side of digest authentication in one dialog or registration (RFC 3261 section 22, RFC 7616, RFC 8760).
// Remembers its challenges, so that later requests carry the answers at once, each with the next count of its nonce.
class DigestClient {
 public:
  explicit DigestClient(Login login) : login_(std::move(login)) {}

  // Puts an answer to each challenge so far into the request, in place of older ones.
  void authorise(Message& request);

  // Learns what the response to `request` asks for. True if it is a challenge and the request, authorised anew, may
  // pass: not if its answer to this very nonce was turned down, for then the password is wrong.
  bool take_challenge(const Message& request, const Message& response);
  // Learns from an accepted request which nonce comes next (RFC 7616 section 3.5).
  void take_success(const Message& response);

 private:
  struct Answer {
    DigestChallenge challenge;
    bool proxy = false;
    std::uint32_t count = 0;
  };

  bool take(DigestChallenge challenge, bool proxy, const Message& request);
  DigestCredentials credentials(Answer& answer, const Message& request) const;

  Login login_;
  std::vector<Answer> answers_;
  int challenges_ = 0;  // since the last success
};

}  // namespace ringback::sip
