#pragma once

#include <chrono>
#include <memory>
#include <optional>
#include <string>

#include "base/deadlines.hpp"
#include "call/call.hpp"
#include "call/instructions.hpp"
#include "call/queue.hpp"
#include "media/session.hpp"

namespace ringback::call {

// Somebody who takes the head of a queue: waits for a caller, and talks to it. Destroyed while both talk it parts them;
// before that the caller goes back to its place. The taker's call outlives it. Control thread.
class QueuePickup {
 public:
  // How it has gone with the caller who came last.
  struct Outcome {
    std::string caller_sid{};  // empty: nobody came
    std::chrono::seconds waited{};
    std::chrono::seconds talked{};
    bool bridged = false;
  };

  // `introduction` is what the caller is to hear before both are joined; without a URL: nothing.
  QueuePickup(std::shared_ptr<Queue> queue, Call& taker, Deadlines& deadlines, Instructions introduction = {});
  ~QueuePickup();
  QueuePickup(const QueuePickup&) = delete;
  QueuePickup& operator=(const QueuePickup&) = delete;

  const std::string& taker_sid() const { return taker_.sid(); }
  const Instructions& introduction() const { return introduction_; }
  bool over() const { return taker_.over(); }

  // True once a caller is ready; one that goes before leaves its turn to the next. False if nobody has come by `limit`.
  Task<bool> caller_by(TimePoint limit);
  // After that: answers the taker if it still rings, joins both, and resumes when the caller is gone, `part` was called
  // or `limit` is over.
  Task<void> talk(media::Engine& engine, Duration limit);
  void part();

  Outcome outcome() const;

 private:
  friend class Queue;
  friend class QueuePlace;

  void enlist();
  void take(QueuePlace& place);
  void be_ready();
  void lose();  // the caller goes
  void let_go();

  const std::shared_ptr<Queue> queue_;
  Call& taker_;
  Deadlines& deadlines_;
  const Instructions introduction_;
  const std::uint64_t number_;
  QueuePlace* place_ = nullptr;
  bool ready_ = false;
  bool parting_ = false;
  Outcome outcome_;
  std::optional<TimePoint> talks_since_;
  Wakeup changed_;
  std::unique_ptr<media::Bridge> bridge_;
};

}  // namespace ringback::call
