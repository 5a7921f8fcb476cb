#pragma once

#include <memory>
#include <string>

#include "sip/invite_dialog.hpp"

namespace ringback::sip {

// A call that has come in: server side of RFC 3261 section 13.3.
class IncomingInvite final : public InviteDialog {
 public:
  // `answer` is our SDP; empty if the INVITE holds no offer, so that ours goes into the 200.
  static std::shared_ptr<IncomingInvite> start(Setup setup, std::shared_ptr<ServerTransaction> transaction,
                                               std::string answer);

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
  std::string answer_;
};

}  // namespace ringback::sip
