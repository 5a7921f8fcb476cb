#include "ledger/expiry.hpp"

#include "base/deadlines.hpp"
#include "base/log.hpp"
#include "store/expiry.hpp"

namespace ringback::ledger {
namespace {

using std::chrono::milliseconds;

constexpr std::size_t piece = 200;
constexpr milliseconds between_pieces{200};

// False once there is nothing more to remove.
Task<bool> remove_piece(store::Expiry& expiry, Deadlines& deadlines, std::chrono::hours age) {
  const auto before = deadlines.wall_now().time_since_epoch() - age;
  const auto removed = co_await expiry.remove(std::chrono::duration_cast<milliseconds>(before).count(), piece);
  if (!removed) log::error("old events could not be removed", {{"reason", removed.error().message}});
  co_return removed && *removed > 0;
}

}  // namespace

Task<void> expire(store::Expiry& expiry, Deadlines& deadlines, std::chrono::hours age) {
  while (true) {
    const bool more = co_await remove_piece(expiry, deadlines, age);
    co_await deadlines.wait_for(more ? Duration(between_pieces) : Duration(expiry_interval));
  }
}

}  // namespace ringback::ledger
