#pragma once

#include <string>
#include <vector>

#include "base/async.hpp"
#include "base/result.hpp"
#include "store/time.hpp"

namespace ringback::store {

// What the product's debugger shows: an error or a warning of a call.
struct Notification {
  std::string sid;  // NO…
  std::string account_sid;
  std::string call_sid;
  int error_code = 0;
  bool warning = true;  // log "1"; false: an error, log "0"
  std::string message_text;
  std::string request_url;
  std::string request_method;
  Millis message_date = 0;
};

class Notifications {
 public:
  virtual ~Notifications() = default;

  virtual Task<Result<void>> add(Notification notification) = 0;
  // Newest first.
  virtual Task<Result<std::vector<Notification>>> list(std::string account_sid, std::string call_sid) = 0;
};

}  // namespace ringback::store
