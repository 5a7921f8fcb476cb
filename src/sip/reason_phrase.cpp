#include <algorithm>
#include <array>

#include "sip/message.hpp"

namespace ringback::sip {
namespace {

struct Phrase {
  int status;
  std::string_view text;
};

// RFC 3261 section 21, those that we send.
constexpr std::array phrases = {
    Phrase{100, "Trying"},
    Phrase{180, "Ringing"},
    Phrase{183, "Session Progress"},
    Phrase{200, "OK"},
    Phrase{400, "Bad Request"},
    Phrase{401, "Unauthorized"},
    Phrase{403, "Forbidden"},
    Phrase{404, "Not Found"},
    Phrase{405, "Method Not Allowed"},
    Phrase{408, "Request Timeout"},
    Phrase{415, "Unsupported Media Type"},
    Phrase{416, "Unsupported URI Scheme"},
    Phrase{420, "Bad Extension"},
    Phrase{422, "Session Interval Too Small"},
    Phrase{423, "Interval Too Brief"},
    Phrase{480, "Temporarily Unavailable"},
    Phrase{481, "Call/Transaction Does Not Exist"},
    Phrase{482, "Loop Detected"},
    Phrase{486, "Busy Here"},
    Phrase{487, "Request Terminated"},
    Phrase{488, "Not Acceptable Here"},
    Phrase{489, "Bad Event"},
    Phrase{491, "Request Pending"},
    Phrase{500, "Server Internal Error"},
    Phrase{501, "Not Implemented"},
    Phrase{503, "Service Unavailable"},
    Phrase{504, "Server Time-out"},
    Phrase{505, "Version Not Supported"},
    Phrase{603, "Decline"},
};

}  // namespace

std::string_view reason_phrase(int status) {
  const auto found =
      std::find_if(phrases.begin(), phrases.end(), [&](const Phrase& phrase) { return phrase.status == status; });
  return found == phrases.end() ? "Response" : found->text;
}

}  // namespace ringback::sip
