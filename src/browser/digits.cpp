#include "browser/digits.hpp"

#include <chrono>

namespace ringback::browser {
namespace {

constexpr std::chrono::milliseconds pause_length{500};
constexpr std::size_t max_waiting = 256;

bool is_digit(char c) {
  return std::string_view("0123456789*#w").find(c) != std::string_view::npos;
}

}  // namespace

void DigitQueue::push(std::string_view digits) {
  for (const char c : digits) {
    if (is_digit(c) && waiting_.size() < max_waiting) waiting_ += c;
  }
  if (!pause_.pending()) run();
}

void DigitQueue::clear() {
  waiting_.clear();
  pause_.reset();
}

void DigitQueue::run() {
  while (!waiting_.empty()) {
    const char c = waiting_.front();
    waiting_.erase(0, 1);
    if (c == 'w') {
      pause_ = deadlines_.after(pause_length, [this] { run(); });
      return;
    }
    press_(c);
  }
}

}  // namespace ringback::browser
