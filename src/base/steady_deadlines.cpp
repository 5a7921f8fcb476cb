#include "base/steady_deadlines.hpp"

namespace ringback {

void SteadyDeadlines::arm(TimePoint when) {
  timer_.expires_at(when);
  timer_.async_wait([this](boost::system::error_code error) {
    if (!error) run_due();
  });
}

}  // namespace ringback
