#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/deadlines.hpp"
#include "base/inbox.hpp"
#include "call/call.hpp"
#include "call/exchange.hpp"
#include "media/session.hpp"

namespace ringback::call {

// How a Dial went, in the words of its `action` request.
struct DialOutcome {
  std::string status = "failed";  // DialCallStatus
  std::string call_sid;           // of the child that answered, else of the first noun; empty if none was rung
  std::int64_t duration = 0;      // DialCallDuration, seconds
  bool bridged = false;
};

// Rings several parties at once for a parent call and joins the first that answers. Each party is a child Call with a
// leg for every device that rings. Destroying a Dial ends whatever still rings or talks. Control thread.
class Dial {
 public:
  struct Party {
    Target target;     // without call_sid and beside
    Duration timeout;  // of ringing
  };
  struct Context {
    Exchange& exchange;
    Journal& journal;
    Deadlines& deadlines;
    media::Engine& engine;
  };

  Dial(Call& parent, Context context);
  ~Dial();
  Dial(const Dial&) = delete;
  Dial& operator=(const Dial&) = delete;

  // True once somebody has answered; the others have then been told. False when nobody will any more.
  Task<bool> ring(std::vector<Party> parties);
  // After `ring` was true: answers the parent if it still rings, bridges both, and resumes when the child is gone or
  // `limit` is over.
  Task<void> talk(Duration limit);

  DialOutcome outcome() const;

 private:
  struct Device;
  struct Branch;
  struct Happening;

  void start(Branch& branch, const Party& party);
  bool take(const Happening& happening);
  void let_hear(Device& device);
  void win(Branch& branch, Device& device);
  void close(Branch& branch, Device& device, const Happening& happening);
  void expire();
  bool any_open() const;
  TimePoint next_deadline() const;

  Call& parent_;
  Context context_;
  Inbox<Happening> happenings_;
  std::vector<std::unique_ptr<Branch>> branches_;
  Branch* winner_ = nullptr;
  std::unique_ptr<media::Bridge> bridge_;
  bool bridged_ = false;
};

}  // namespace ringback::call
