#pragma once

#include <chrono>
#include <memory>
#include <optional>

#include "base/deadlines.hpp"
#include "call/call.hpp"
#include "call/changes.hpp"
#include "call/queue.hpp"

namespace ringback::call {

// A caller's place in a queue, from construction to destruction: whoever has taken the caller is told when it goes.
// The call is answered and outlives it. Control thread.
class QueuePlace {
 public:
  QueuePlace(std::shared_ptr<Queue> queue, Call& call, Deadlines& deadlines);
  ~QueuePlace();
  QueuePlace(const QueuePlace&) = delete;
  QueuePlace& operator=(const QueuePlace&) = delete;

  const Queue& queue() const { return *queue_; }
  // 1 is the head of the queue; 0 once somebody has taken the caller.
  std::size_t position() const;
  TimePoint came() const { return came_; }
  std::int64_t came_ms() const { return came_ms_; }  // Unix milliseconds
  Call& call() const { return call_; }
  // Nobody takes the caller any more, who is about to leave the queue.
  void withdraw() { queue_->waiting_.erase(number_); }
  // Until both were joined, or until now.
  std::chrono::seconds waited() const;
  bool over() const { return call_.over(); }

  // Who has taken the caller; nullptr: nobody, or both have parted.
  const QueuePickup* pickup() const { return pickup_; }
  bool bridged() const { return bridged_.has_value(); }
  // How often a pickup has come or gone so far.
  std::uint64_t changes() const { return changes_.count(); }

  // Runs `work` to its end, or until a pickup comes or goes.
  Task<void> until_change(Task<void> work) { return changes_.during(std::move(work)); }
  // The caller is ready for its pickup. Resumes when both have parted (`bridged`), or when the pickup went before:
  // the caller is then at its place again, or with the next one.
  Task<void> meet();

 private:
  friend class Queue;
  friend class QueuePickup;

  void take(QueuePickup& pickup);
  // The pickup goes: both have talked, or the caller waits on.
  void release();

  const std::shared_ptr<Queue> queue_;
  Call& call_;
  Deadlines& deadlines_;
  const TimePoint came_;
  const std::int64_t came_ms_;
  const std::uint64_t number_;
  QueuePickup* pickup_ = nullptr;
  std::optional<TimePoint> bridged_;  // since when
  Changes changes_;
};

}  // namespace ringback::call
