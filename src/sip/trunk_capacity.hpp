#pragma once

#include <deque>
#include <memory>

#include "base/deadlines.hpp"

namespace ringback::sip {

// How many calls a trunk may have at once and how many we may start a second.
class TrunkCapacity {
 public:
  // 0: no limit.
  TrunkCapacity(int max_calls, int calls_per_second, Deadlines& deadlines);

  // A place for a call, held for as long as what is returned; nothing if there is none. Calls that come in take a
  // place too, but their number a second is the carrier's to say.
  std::shared_ptr<void> take_outgoing();
  std::shared_ptr<void> take_incoming();
  int calls() const { return *calls_; }

 private:
  int max_calls_;
  std::size_t calls_per_second_;
  Deadlines& deadlines_;
  std::shared_ptr<int> calls_ = std::make_shared<int>(0);
  std::deque<TimePoint> starts_;  // within the last second
};

}  // namespace ringback::sip
