#pragma once

#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "sip/early_dialogs.hpp"
#include "sip/invite_dialog.hpp"

namespace ringback::sip {

// A call that goes out: client side of RFC 3261 section 13.2.
class OutgoingInvite final : public InviteDialog {
 public:
  struct Request {
    std::string uri;
    std::string from;  // name-addr, without tag
    std::string to;
    std::vector<Header> headers{};  // more of them
    // How long the far end may give no sign of life; zero: as long as a transaction lasts.
    Duration answer_limit{};
  };

  // The dialog of the setup is made here.
  static std::shared_ptr<OutgoingInvite> prepare(Setup setup, const Request& request);

  void dial() override;

  // The call has failed before it rang: `failure` is the response, a 408 or 503 made here if there was none (`silent`).
  // If it returns true, another INVITE takes over, and the leg hears nothing of this one.
  std::function<bool(const Message& failure, bool silent)> on_failure;

  // The last final response to the INVITE, if there was one.
  const std::optional<call::SipAnswer>& sip_answer() const { return sip_answer_; }

 private:
  OutgoingInvite(Setup setup, Message invite, Duration answer_limit)
      : InviteDialog(std::move(setup)), invite_(std::move(invite)), answer_limit_(answer_limit) {}

  void send();
  void receive_response(const Message& response);
  void receive_provisional(const Message& response);
  void acknowledge_provisional(const Message& response);
  void open_early_media(const Message& response);
  void on_heard() override;
  void receive_success(const Message& response);
  void receive_failure(const Message& response);
  void note(const Message& final_response);
  // A 2xx that nobody wants: of another branch, or after the hang-up.
  void decline(const Message& success);
  std::string answer_of(const Message& success) const;
  std::uint32_t cseq_of_invite() const;
  void establish(const Message& success);
  bool retry_with_login(const Message& response);
  bool retry_with_longer_session(const Message& response);
  void send_anew();
  void end_early(call::Cause cause) override;
  bool owns_call_id() const override { return true; }
  bool settled_early() const override { return !early_dialogs_.reliable_answer(dialog_.remote_tag).empty(); }
  void send_cancel();
  void give_up_ringing();
  void give_up_silence();
  bool pass_on(const Message& failure);

  Message invite_;
  Duration answer_limit_;
  std::shared_ptr<ClientTransaction> transaction_;
  std::string ack_;                              // for a 2xx that comes again
  std::map<std::string, std::string> declined_;  // the ACKs of those that nobody wanted, by To tag
  EarlyDialogs early_dialogs_;
  std::optional<call::SipAnswer> sip_answer_;
  bool early_media_ = false;  // the session holds a provisional answer
  bool provisional_ = false;
  bool rang_ = false;
  bool cancelling_ = false;
  std::string cancel_reason_;
  Deadlines::Timer silence_;
  Deadlines::Timer limit_;  // timer C; then, of a CANCEL, 64*T1
};

}  // namespace ringback::sip
