#pragma once

#include <functional>
#include <string>
#include <string_view>

#include "base/deadlines.hpp"

namespace ringback::browser {

// The digits of `dtmf` messages, one at a time; each `w` is a pause of half a second.
class DigitQueue {
 public:
  DigitQueue(Deadlines& deadlines, std::function<void(char)> press) : deadlines_(deadlines), press_(std::move(press)) {}

  // What is not 0-9, *, # or w is left out, and so is what comes while 256 wait.
  void push(std::string_view digits);
  void clear();

 private:
  void run();

  Deadlines& deadlines_;
  std::function<void(char)> press_;
  std::string waiting_;
  Deadlines::Timer pause_;
};

}  // namespace ringback::browser
