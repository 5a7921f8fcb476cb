#pragma once

#include <cmath>
#include <numbers>

namespace ringback::media {

// A sine from -1 to 1 that starts at 0, by a recurrence: one multiplication a sample.
class Oscillator {
 public:
  Oscillator() = default;
  Oscillator(double hz, double rate)
      : coefficient_(2 * std::cos(step(hz, rate))), current_(0), before_(-std::sin(step(hz, rate))) {}

  double next() {
    const double given = current_;
    current_ = coefficient_ * current_ - before_;
    before_ = given;
    return given;
  }

 private:
  static double step(double hz, double rate) { return 2 * std::numbers::pi * hz / rate; }

  double coefficient_ = 0;
  double current_ = 0;
  double before_ = 0;
};

}  // namespace ringback::media
