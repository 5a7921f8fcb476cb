#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/deadlines.hpp"
#include "call/call.hpp"
#include "call/exchange.hpp"
#include "call/ringing.hpp"
#include "media/session.hpp"

namespace ringback::call {

class Attendant;

// How a Dial went, in the words of its `action` request.
struct DialOutcome {
  std::string status = "failed";         // DialCallStatus
  std::string call_sid;                  // of the child that answered, else of the first noun; empty if none was rung
  std::optional<std::int64_t> duration;  // DialCallDuration, seconds; none of a party that was redirected
  bool bridged = false;
  std::optional<SipAnswer> sip;
};

// Rings several parties for a parent call and joins the first that answers. Each party is a child Call with a leg for
// every device that rings. Destroying a Dial ends whatever still rings or talks. Control thread.
class Dial {
 public:
  struct Party {
    Target target;     // without call_sid and beside
    Duration timeout;  // of ringing
    std::vector<Callback> callbacks{};
  };
  struct Context {
    Exchange& exchange;
    Journal& journal;
    Deadlines& deadlines;
    media::Engine& engine;
    Attendant* attendant = nullptr;  // lets parties be found and taken away
  };

  Dial(Call& parent, Context context);
  ~Dial();
  Dial(const Dial&) = delete;
  Dial& operator=(const Dial&) = delete;

  // All at once. True once somebody has answered; the others have then been told. False when nobody will any more.
  Task<bool> ring(std::vector<Party> parties);
  // One after another, as `ring`.
  Task<bool> ring_in_turn(std::vector<Party> parties);

  // After `ring` was true: who answered, and which of the parties that is.
  const std::shared_ptr<Call>& child() const { return winner_; }
  std::size_t answered_party() const;
  // Answers the parent if it still rings, bridges both, and resumes when the child is gone or `limit` is over.
  Task<void> talk(Duration limit);

  DialOutcome outcome() const;

 private:
  class Conversation;

  Ringing::Party prepare(const Party& party);
  void let_hear(Leg* leg);
  void part(Instructions instructions);

  Call& parent_;
  Context context_;
  std::vector<std::shared_ptr<Call>> children_;
  std::optional<Ringing> ringing_;
  std::shared_ptr<Call> winner_;
  std::unique_ptr<media::Bridge> bridge_;
  bool bridged_ = false;
  bool parted_ = false;  // the winner goes on without us
};

}  // namespace ringback::call
