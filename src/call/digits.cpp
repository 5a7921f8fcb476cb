#include "call/digits.hpp"

#include <algorithm>
#include <utility>

namespace ringback::call {

Digits::Digits(Call& call, std::function<void(char)> hear) : call_(call), hear_(std::move(hear)) {
  call_.hearers_.push_back(this);
}

Digits::~Digits() {
  std::erase(call_.hearers_, this);
}

void Call::on_digit(Leg&, char digit) {
  // A copy, of which some may go while others are told.
  for (const auto hearers = hearers_; Digits * hearer : hearers) {
    if (std::find(hearers_.begin(), hearers_.end(), hearer) == hearers_.end()) continue;
    const auto hear = hearer->hear_;
    hear(digit);
  }
}

}  // namespace ringback::call
