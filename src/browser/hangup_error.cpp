#include "browser/hangup_error.hpp"

namespace ringback::browser {

using call::Cause;

Error refusal_error(Cause cause) {
  switch (cause) {
    case Cause::busy:
      return {31486, "Busy Here"};
    case Cause::no_answer:
      return {31480, "Temporarily Unavailable"};
    case Cause::rejected:
      return {31603, "Decline"};
    case Cause::not_found:  // all that a page's call addresses is the application of its token
      return {31100, "Invalid application SID"};
    case Cause::failed:
      return {31000, "The application's voice URL can't be used"};
    case Cause::forbidden:
      return {31002, "Connection declined"};
    case Cause::hangup:
    case Cause::cancelled:
    case Cause::answered_elsewhere:
      return {};
    case Cause::unavailable:
    case Cause::media_lost:
    case Cause::server_error:
      break;
  }
  return hangup_error(cause);
}

Error hangup_error(Cause cause) {
  if (cause == Cause::unavailable || cause == Cause::server_error) return {31005, "Connection error"};
  return {};
}

}  // namespace ringback::browser
