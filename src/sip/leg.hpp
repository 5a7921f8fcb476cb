#pragma once

#include <memory>

#include "call/leg.hpp"
#include "sip/invite_dialog.hpp"

namespace ringback::sip {

// The call room's handle of an INVITE dialog.
class Leg final : public call::Leg {
 public:
  // Keeps `place`, a trunk's, for as long as it lives.
  explicit Leg(std::shared_ptr<InviteDialog> dialog, std::shared_ptr<void> place = {})
      : dialog_(std::move(dialog)), place_(std::move(place)) {
    dialog_->attach(*this);
  }
  ~Leg() override { dialog_->detach(); }

  void set_listener(Listener* listener) override { dialog_->set_listener(listener); }
  void ring() override { dialog_->ring(); }
  void early_media() override { dialog_->early_media(); }
  void answer() override { dialog_->answer(); }
  void reject(call::Cause cause) override { dialog_->reject(cause); }
  void dial() override { dialog_->dial(); }
  void hangup(call::Cause cause) override { dialog_->hangup(cause); }
  media::Session& session() override { return dialog_->session(); }

 private:
  std::shared_ptr<InviteDialog> dialog_;
  std::shared_ptr<void> place_;
};

}  // namespace ringback::sip
