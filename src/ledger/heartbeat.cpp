#include "ledger/heartbeat.hpp"

#include "base/deadlines.hpp"
#include "base/log.hpp"
#include "store/signs_of_life.hpp"

namespace ringback::ledger {

Task<void> heartbeat(store::SignsOfLife& signs, Deadlines& deadlines) {
  while (true) {
    const auto now =
        std::chrono::duration_cast<std::chrono::milliseconds>(deadlines.wall_now().time_since_epoch()).count();
    const auto written = co_await signs.leave(now);
    if (!written) log::error("the store takes no sign of life", {{"reason", written.error().message}});
    co_await deadlines.wait_for(heartbeat_interval);
  }
}

}  // namespace ringback::ledger
