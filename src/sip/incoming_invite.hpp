#pragma once

#include <memory>
#include <string>

#include "sip/invite_dialog.hpp"
#include "sip/reliable_provisionals.hpp"

namespace ringback::sip {

// A call that has come in: server side of RFC 3261 section 13.3.
class IncomingInvite final : public InviteDialog {
 public:
  struct Arrival {
    std::shared_ptr<UserAgent> agent;
    const Message& request;
    const Peer& source;
    bool follow_source;
    std::string contact_user;
    media::Engine& engine;
    int beep_hz = 1000;
    int rejected_status = 404;  // what Cause::rejected is on the wire: a phone's is 603
  };

  // Answers 100 and opens the offer. Nothing if the call can't be taken: it has then been refused (415, 422, 488, 503).
  static std::shared_ptr<IncomingInvite> take(const Arrival& arrival);

  void ring() override;
  void early_media() override;
  void answer() override;
  void reject(call::Cause cause) override;
  bool opened_by(const Message& request) const override;

 private:
  // Where offer and answer stand.
  enum class Exchange {
    offered,   // the INVITE held an offer; our answer is ready
    open,      // it held none: the offer will be ours
    offering,  // ours is in a reliable provisional response, and the answer in its PRACK
    answered,  // ours, or the peer's, went with a reliable provisional response
  };

  IncomingInvite(Setup setup, std::shared_ptr<ServerTransaction> transaction, std::string answer);
  void end_early(call::Cause cause) override { reject(cause); }
  void on_early_bye() override { cancelled(); }
  bool owns_call_id() const override { return false; }
  bool settled_early() const override { return exchange_ == Exchange::answered; }

  void send_provisional(int status, bool with_description);
  void describe(Message& response, bool reliable);
  void repeat_later();
  void receive_prack(ServerTransaction& transaction) override;
  Message take_prack(const Message& prack, const Message& acknowledged);
  // Nothing acknowledges our provisional responses.
  void give_up_prack();
  void refuse(const Message& refusal);
  // As refuse, and tells the leg.
  void end_with(int status, call::Cause cause);

  void cancelled();
  Message response(int status) const;

  std::shared_ptr<ServerTransaction> transaction_;
  int rejected_status_ = 404;
  std::string answer_;  // SDP, of `offered`
  Exchange exchange_;
  ReliableProvisionals provisionals_;
  bool answer_due_ = false;  // as soon as what was said before has been acknowledged
  Deadlines::Timer repetition_;
};

}  // namespace ringback::sip
