#pragma once

#include "base/deadlines.hpp"

namespace ringback::browser {

// How fast the page of one call may send user-defined messages: so many in each second.
class MessageRate {
 public:
  static constexpr int per_second = 30;

  bool admits(TimePoint now) {
    if (now - second_began_ >= std::chrono::seconds(1)) {
      second_began_ = now;
      count_ = 0;
    }
    return ++count_ <= per_second;
  }

 private:
  TimePoint second_began_{};
  int count_ = 0;
};

}  // namespace ringback::browser
