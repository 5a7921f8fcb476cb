#include "sip/cause_code.hpp"

namespace ringback::sip {

using call::Cause;

Cause cause_of(int status, bool rang) {
  switch (status) {
    case 486:
    case 600:
      return Cause::busy;
    case 603:
      return rang ? Cause::busy : Cause::failed;
    case 408:
    case 480:
    case 487:
      return Cause::no_answer;
    default:
      return Cause::failed;
  }
}

int status_of_refusal(Cause cause) {
  switch (cause) {
    case Cause::busy:
      return 486;
    case Cause::rejected:
    case Cause::not_found:
      return 404;
    case Cause::forbidden:
      return 403;
    case Cause::unavailable:
      return 503;
    case Cause::cancelled:
      return 487;
    case Cause::hangup:
    case Cause::no_answer:
    case Cause::answered_elsewhere:
      return 480;
    case Cause::failed:
    case Cause::media_lost:
    case Cause::server_error:
      return 500;
  }
  return 500;
}

}  // namespace ringback::sip
