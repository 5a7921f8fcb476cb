#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "call/leg.hpp"
#include "sip/digest.hpp"
#include "sip/message.hpp"
#include "sip/outgoing_invite.hpp"
#include "sip/resolver.hpp"
#include "sip/server_location.hpp"

namespace ringback::sip {

// A call out to the SIP URI of a <Sip>: one leg to those above; below, the look-up of the name and an INVITE to one of
// its addresses after the other, until one gives a sign of life (RFC 3263 section 4.3).
class UriLeg final : public call::Leg {
 public:
  struct Destination {
    ServerName server;
    std::vector<Header> headers;  // of the INVITE
    Login login;                  // without a user: challenges are not answered
  };
  struct Attempt {
    const Destination& destination;
    Peer peer;
    // How long the address may be silent. Zero: as long as a transaction lasts.
    Duration answer_limit;
    const media::Session* beside;
  };
  using Prepare = std::function<Result<std::shared_ptr<OutgoingInvite>>(const Attempt&)>;
  struct Plan {
    Destination destination;
    bool allow_link_local = false;
    Duration answer_limit;  // of all addresses but the last, together
    Prepare prepare;
    Resolver& resolver;
    Deadlines& deadlines;
    const media::Session* beside = nullptr;  // outlives the ringing
  };

  explicit UriLeg(Plan plan);
  ~UriLeg() override;

  void set_listener(Listener* listener) override;
  void ring() override {}
  void answer() override {}
  void reject(call::Cause) override {}
  void dial() override;
  void hangup(call::Cause cause) override;
  // Only from its first sign of life on: before that there may be none.
  media::Session& session() override { return invite_->session(); }
  std::optional<call::SipAnswer> sip_answer() const override;
  std::optional<Error> trouble() const override;

 private:
  void take(std::vector<Peer> found);
  Result<void> advance(const media::Session* beside);
  bool take_over(const Message& failure, bool silent);
  void fail(Error error);
  void part();

  Plan plan_;
  std::vector<Peer> peers_;  // not tried yet
  std::shared_ptr<OutgoingInvite> invite_;
  Listener* listener_ = nullptr;
  std::optional<Error> trouble_;
  bool ended_ = false;
  Deadlines::Timer failure_;
  // Whether this still lives: the look-up may outlast it.
  std::shared_ptr<bool> alive_ = std::make_shared<bool>(true);
};

// Where a target of kind sip is, with the headers that every such call carries. 13243 for what is no SIP URI, and for
// transports that are not spoken here.
Result<UriLeg::Destination> destination_of(const call::Target& target);

}  // namespace ringback::sip
