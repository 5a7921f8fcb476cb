#pragma once

#include <memory>
#include <string>

#include "sip/invite_dialog.hpp"

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

  // Answers 100 and opens the offer. Nothing if the call can't be taken: it has then been refused (415, 488, 503).
  static std::shared_ptr<IncomingInvite> take(const Arrival& arrival);

  void ring() override;
  void answer() override;
  void reject(call::Cause cause) override;
  bool opened_by(const Message& request) const override;

 private:
  IncomingInvite(Setup setup, std::shared_ptr<ServerTransaction> transaction, std::string answer)
      : InviteDialog(std::move(setup)), transaction_(std::move(transaction)), answer_(std::move(answer)) {}
  void end_early(call::Cause cause) override { reject(cause); }
  void on_early_bye() override { cancelled(); }
  void cancelled();
  Message response(int status) const;

  std::shared_ptr<ServerTransaction> transaction_;
  int rejected_status_ = 404;
  std::string answer_;  // SDP; empty if the INVITE holds no offer, so that ours goes into the 200
};

}  // namespace ringback::sip
