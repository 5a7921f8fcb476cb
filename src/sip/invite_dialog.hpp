#pragma once

#include <memory>
#include <optional>
#include <string>
#include <utility>

#include "call/leg.hpp"
#include "sip/ack_wait.hpp"
#include "sip/dialog.hpp"
#include "sip/digest_client.hpp"
#include "sip/session_timer.hpp"
#include "sip/user_agent.hpp"

namespace ringback::sip {

// One INVITE and the dialog that comes of it: what a Leg stands for. It outlives its Leg for as long as SIP has
// something left to say (a BYE that waits for an ACK, a CANCEL that may cross a 200). The UserAgent keeps it until
// then.
class InviteDialog : public std::enable_shared_from_this<InviteDialog>, protected media::Session::Listener {
 public:
  struct Setup {
    std::shared_ptr<UserAgent> agent;
    Dialog dialog;
    Peer peer;  // where its signalling comes from
    // Requests go where the last one came from, whatever Contact says: phones behind a NAT.
    bool follow_source = false;
    std::string contact_user;
    std::unique_ptr<media::Session> media;
    std::optional<Login> login;  // answers challenges to our requests
  };

  ~InviteDialog() override = default;
  InviteDialog(const InviteDialog&) = delete;
  InviteDialog& operator=(const InviteDialog&) = delete;

  // What the Leg passes on (call/leg.hpp).
  void attach(call::Leg& leg) { leg_ = &leg; }
  void detach();  // the leg is being destroyed
  void set_listener(call::Leg::Listener* listener);
  virtual void ring() {}
  virtual void early_media() {}
  virtual void answer() {}
  virtual void reject(call::Cause) {}
  virtual void dial() {}
  void hangup(call::Cause cause);
  media::Session& session() { return *media_; }

  // What the UserAgent passes on.
  std::pair<std::string, std::string> key() const { return {dialog_.call_id, dialog_.local_tag}; }
  bool has_peer_tag(std::string_view tag) const { return dialog_.remote_tag == tag; }
  virtual bool opened_by(const Message&) const { return false; }
  void receive(const std::shared_ptr<ServerTransaction>& transaction, const Peer& source);
  void receive_ack(const Message& ack);
  void orphan();  // no agent any more

 protected:
  enum class State { early, confirmed, ended };

  explicit InviteDialog(Setup setup);

  // The hang-up of a call that has not been answered.
  virtual void end_early(call::Cause cause) = 0;
  // BYE came before the answer.
  virtual void on_early_bye() {}
  virtual void receive_prack(ServerTransaction& transaction);
  // Offer and answer are exchanged although the INVITE has no final response yet (RFC 3262 section 5).
  virtual bool settled_early() const { return false; }
  // The INVITE was ours, and so is the Call-ID.
  virtual bool owns_call_id() const = 0;

  UserAgent& agent() { return *agent_; }
  std::weak_ptr<InviteDialog> weak_self() { return weak_from_this(); }
  Peer target() const { return target(dialog_); }
  Peer target(const Dialog& dialog) const;
  std::string contact() const { return agent_->contact(contact_user_, peer_); }
  // Sends a 2xx and waits for its ACK, which holds the SDP answer if ours holds the offer.
  void send_ok(ServerTransaction& transaction, const Message& response, bool answer_in_ack);
  // Sends a request of the dialog, and again with credentials when it is challenged.
  void send_in_dialog(Message request, ClientTransaction::OnResponse on_response);
  void send_bye();
  // Ends an answered call whose other end fails us.
  void fail(call::Cause cause);
  // What an INVITE, or a response to ours, tells of its sender.
  void learn_abilities(const Message& message);
  // The 200 with our SDP to an offer, or the failure that fits.
  Message answer_offer(const Message& request);
  // Tells the leg, whose listener may then destroy it. The dialog itself stays until `finish`.
  void report_gone(call::Cause cause, int sip_code);
  // SIP has nothing left to say. The last owner may be the caller.
  void finish();

  Dialog dialog_;
  Peer peer_;
  std::shared_ptr<DigestClient> digest_;  // nullptr without a login
  SessionTimer session_timer_;
  State state_ = State::early;
  std::unique_ptr<media::Session> media_;
  call::Leg* leg_ = nullptr;
  call::Leg::Listener* listener_ = nullptr;

 private:
  void on_digit(char digit) override;
  void on_peer_lost() override;

  SessionTimer::Setup session_timer_setup(UserAgent& agent);

  // in_dialog_requests.cpp: what the peer asks.
  void receive_bye(ServerTransaction& transaction);
  void receive_reinvite(ServerTransaction& transaction);
  void receive_update(ServerTransaction& transaction);
  void receive_info(ServerTransaction& transaction);
  void send_again(Message request, ClientTransaction::OnResponse on_response);
  // The failure that an INVITE or UPDATE gets before anything is looked at.
  std::optional<Message> refuse_change(const Message& request) const;
  // An offer of ours has no answer yet.
  bool offering() const { return refreshing_by_invite_ || (answer_in_ack_ && ack_wait_.pending()); }

  // session_refresh.cpp: what we ask to keep the session alive (RFC 4028).
  void refresh();
  void receive_refreshed(const Message& response);
  void receive_renewal(const Message& success);
  void receive_refusal(const Message& failure);
  // False if this 2xx of a re-INVITE came again.
  bool acknowledge(const Message& success);
  void check();

  std::shared_ptr<UserAgent> agent_;
  bool follow_source_;
  std::string contact_user_;
  AckWait ack_wait_;
  bool answer_in_ack_ = false;
  bool bye_after_ack_ = false;
  bool peer_takes_update_ = false;
  bool refreshing_ = false;
  bool refreshing_by_invite_ = false;
  std::string reinvite_ack_;  // of the CSeq below
  std::uint32_t reinvite_sequence_ = 0;
  Deadlines::Timer glare_;
  // An end that nobody was there to hear yet.
  std::optional<std::pair<call::Cause, int>> unheard_;
  Deadlines::Timer unheard_timer_;
};

// The first Content-Type is SDP, or there is no body.
bool carries_sdp_or_nothing(const Message& message);

}  // namespace ringback::sip
