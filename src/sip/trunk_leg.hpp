#pragma once

#include <functional>
#include <memory>
#include <vector>

#include "call/leg.hpp"
#include "sip/outgoing_invite.hpp"
#include "sip/trunk.hpp"

namespace ringback::sip {

// A call out over whichever trunk takes it: one leg to those above, an INVITE after the other below, until one rings or
// the called party is spoken for (docs/trunks.md, "Failover"). Each INVITE has a session of its own.
class TrunkLeg final : public call::Leg {
 public:
  struct Attempt {
    const Trunk& trunk;
    Peer peer;
    // How long the trunk may be silent. Zero: as long as a transaction lasts.
    Duration answer_limit;
    // A session on the same media thread, or nullptr.
    const media::Session* beside;
  };
  // Makes the INVITE of one attempt, not sent yet.
  using Prepare = std::function<Result<std::shared_ptr<OutgoingInvite>>(const Attempt&)>;

  struct Plan {
    std::vector<std::shared_ptr<Trunk>> trunks;  // in the order in which they are to be tried
    Duration answer_limit;                       // of one trunk
    Prepare prepare;
    const media::Session* beside;  // used inside `make` alone
  };

  // Prepares the first attempt. 10004 if no trunk has room for the call.
  static Result<std::unique_ptr<call::Leg>> make(Plan plan);
  ~TrunkLeg() override;

  void set_listener(Listener* listener) override;
  void ring() override {}
  void answer() override {}
  void reject(call::Cause) override {}
  void dial() override { invite_->dial(); }
  void hangup(call::Cause cause) override { invite_->hangup(cause); }
  media::Session& session() override { return invite_->session(); }

 private:
  explicit TrunkLeg(Plan plan) : plan_(std::move(plan)) {}
  // The next INVITE; an error if there is none, and then all stays as it is.
  Result<void> advance(const media::Session* beside);
  bool take_next_trunk();
  // The failure of the present attempt. True if another one is under way.
  bool take_over(const Message& failure, bool silent);
  void part();

  Plan plan_;
  std::shared_ptr<Trunk> trunk_;
  std::shared_ptr<void> place_;  // at the trunk
  std::vector<Peer> peers_;      // of the trunk, not tried yet
  Peer peer_;
  Duration answer_limit_{};  // of each of its addresses
  std::shared_ptr<OutgoingInvite> invite_;
  Listener* listener_ = nullptr;
};

// Whether a trunk's answer says nothing of the called party, so that another trunk may know better.
bool leaves_hope(int status);

}  // namespace ringback::sip
