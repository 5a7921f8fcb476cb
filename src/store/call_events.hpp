#pragma once

#include "store/collection.hpp"

namespace ringback::store {

// A request of the application or to it that made, changed or asked about a call.
struct CallEvent {
  std::string sid;  // of the server alone
  std::string account_sid;
  std::string call_sid;
  std::string method;
  std::string url;
  std::string parameters;    // a form
  int response_code = 0;     // 0: no answer came
  int request_duration = 0;  // milliseconds
  std::string content_type;
  std::string response_headers;  // a form
  std::string response_body;
  Millis date_created = 0;
};

struct CallEventFilter {
  std::string call_sid{};
  std::string url{};
};

class CallEvents : public Collection<CallEvent, CallEventFilter> {};

}  // namespace ringback::store
