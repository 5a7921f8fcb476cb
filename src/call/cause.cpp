#include "call/cause.hpp"

namespace ringback::call {

std::string_view status_of(Cause cause) {
  switch (cause) {
    case Cause::busy:
      return "busy";
    case Cause::no_answer:
      return "no-answer";
    case Cause::cancelled:
    case Cause::answered_elsewhere:
      return "canceled";
    case Cause::hangup:
      return "completed";
    case Cause::rejected:
    case Cause::not_found:
    case Cause::failed:
    case Cause::forbidden:
    case Cause::unavailable:
    case Cause::media_lost:
    case Cause::server_error:
      return "failed";
  }
  return "failed";
}

}  // namespace ringback::call
