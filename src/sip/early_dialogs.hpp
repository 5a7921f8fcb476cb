#pragma once

#include <cstdint>
#include <map>
#include <string>

#include "sip/message.hpp"

namespace ringback::sip {

// What the provisional responses to one INVITE of ours have said, by To tag: an INVITE that was forked on its way makes
// several early dialogs (RFC 3261 section 12.1).
class EarlyDialogs {
 public:
  enum class Verdict {
    plain,
    reliable,  // to be acknowledged by a PRACK (RFC 3262 section 4)
    repeated,  // a reliable one that was seen before, or comes before its turn: nothing may be done with it
  };

  Verdict take(const Message& response);

  // The SDP answer of that far end, if it was sent reliably: no later one counts (RFC 3261 section 13.2.1). Empty
  // otherwise.
  const std::string& reliable_answer(const std::string& tag) const;

 private:
  struct Early {
    std::uint32_t sequence = 0;  // RSeq
    std::string answer;
  };
  std::map<std::string, Early> by_tag_;
};

}  // namespace ringback::sip
