#include "call/changes.hpp"

#include <utility>

namespace ringback::call {
namespace {

// Names what runs for as long as it does.
class Running {
 public:
  Running(Interruptible*& place, Interruptible& work) : place_(place) { place_ = &work; }
  ~Running() { place_ = nullptr; }
  Running(const Running&) = delete;
  Running& operator=(const Running&) = delete;

 private:
  Interruptible*& place_;
};

}  // namespace

void Changes::notify() {
  ++count_;
  changed_.notify();
  if (running_) running_->interrupt();
}

Task<void> Changes::during(Task<void> work) {
  Interruptible interruptible;
  const Running running(running_, interruptible);
  co_await interruptible.run(std::move(work));
}

Task<void> Changes::beyond(std::uint64_t seen, Deadlines& deadlines) {
  while (count_ <= seen) {
    co_await changed_.wait_until(deadlines, TimePoint::max());
  }
}

}  // namespace ringback::call
