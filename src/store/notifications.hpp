#pragma once

#include <optional>
#include <string>

#include "store/collection.hpp"

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
  std::string request_variables{};  // a form
  Millis message_date = 0;
};

struct NotificationFilter {
  std::optional<std::string> call_sid{};  // empty: those of no call; none: all
  std::optional<bool> warning{};
  Millis date_from = 0;   // inclusive, 0: open
  Millis date_until = 0;  // exclusive, 0: open
};

// Newest first by their `message_date`.
class Notifications : public Records<Notification, NotificationFilter> {
 public:
  virtual Task<Result<void>> add(Notification notification) = 0;
};

}  // namespace ringback::store
