#include "sip/outgoing_invite.hpp"

#include "base/sid.hpp"
#include "base/text.hpp"
#include "sip/cause_code.hpp"
#include "sip/timers.hpp"

namespace ringback::sip {

using call::Cause;

namespace {

Message make_invite(const OutgoingInvite::Request& request, std::string_view contact) {
  Message invite;
  invite.method = "INVITE";
  invite.request_uri = request.uri;
  invite.add("Max-Forwards", "70");
  invite.add("From", request.from + ";tag=" + random_hex(8));
  invite.add("To", request.to);
  invite.add("Call-ID", random_hex(16));
  invite.add("CSeq", "1 INVITE");
  invite.add("Contact", contact);
  invite.add("Allow", allowed_methods);
  invite.headers.insert(invite.headers.end(), request.headers.begin(), request.headers.end());
  return invite;
}

// RFC 3326: phones whose sibling took the call list none as missed.
std::string reason_of(Cause cause) {
  return cause == Cause::answered_elsewhere ? "SIP;cause=200;text=\"Call completed elsewhere\"" : std::string{};
}

}  // namespace

std::shared_ptr<OutgoingInvite> OutgoingInvite::prepare(Setup setup, const Request& request) {
  Message invite = make_invite(request, setup.agent->contact(setup.contact_user, setup.peer));
  setup.dialog = dialog_of(invite);
  return std::shared_ptr<OutgoingInvite>(new OutgoingInvite(std::move(setup), std::move(invite), request.answer_limit));
}

void OutgoingInvite::dial() {
  if (state_ != State::early || transaction_) return;
  invite_.set_body("application/sdp", media_->offer());
  agent().add(shared_from_this());
  limit_ = agent().deadlines().after(timer_c, [this] { give_up_ringing(); });
  if (answer_limit_ > Duration::zero()) {
    silence_ = agent().deadlines().after(answer_limit_, [this] { give_up_silence(); });
  }
  send();
}

void OutgoingInvite::send() {
  provisional_ = false;
  transaction_ = agent().send(invite_, peer_, [weak = weak_self()](const Message& response) {
    const auto self = std::static_pointer_cast<OutgoingInvite>(weak.lock());
    if (self) self->receive_response(response);
  });
}

void OutgoingInvite::receive_response(const Message& response) {
  silence_.reset();
  if (response.status < 200) return receive_provisional(response);
  if (response.status < 300) return receive_success(response);
  receive_failure(response);
}

void OutgoingInvite::receive_provisional(const Message& response) {
  provisional_ = true;
  if (state_ == State::ended) return send_cancel();
  if (state_ != State::early) return;
  if (response.status > 100 && !tag(response, "To").empty()) dialog_.learn(response);
  if ((response.status != 180 && response.status != 183) || rang_) return;
  rang_ = true;
  if (listener_) listener_->on_ringing(*leg_);
}

void OutgoingInvite::receive_success(const Message& response) {
  const bool ours = !ack_.empty() && has_peer_tag(tag(response, "To"));
  if (ours) return agent().send_bytes(ack_, target());
  if (state_ == State::early) return establish(response);
  decline(response);
  if (ack_.empty()) finish();
}

void OutgoingInvite::establish(const Message& success) {
  limit_.reset();
  dialog_.learn(success);
  if (digest_) digest_->take_success(success);
  state_ = State::confirmed;
  Message ack = dialog_.ack(dialog_.local_sequence);
  // RFC 3261 section 22.1: with the credentials of the INVITE, for an ACK can't be challenged.
  for (const Header& header : invite_.headers) {
    const bool credentials = iequals(header.name, "Authorization") || iequals(header.name, "Proxy-Authorization");
    if (credentials) ack.headers.push_back(header);
  }
  ack_ = agent().send_ack(std::move(ack), target());
  const auto accepted = media_->accept(success.body);
  if (accepted) {
    media_->expect_media();
    if (listener_) listener_->on_answered(*leg_);
    return;
  }
  send_bye();
  report_gone(Cause::failed, success.status);
  finish();
}

void OutgoingInvite::decline(const Message& success) {
  Dialog other = dialog_of(invite_);
  other.learn(success);
  const Peer to = target(other);
  agent().send_ack(other.ack(other.local_sequence), to);
  agent().send(other.request("BYE"), to, {});
}

void OutgoingInvite::receive_failure(const Message& response) {
  if (state_ == State::early && retry_with_login(response)) return;
  limit_.reset();
  if (state_ == State::early && !pass_on(response)) report_gone(cause_of(response.status, rang_), response.status);
  finish();
}

bool OutgoingInvite::pass_on(const Message& failure) {
  const auto pass = std::exchange(on_failure, nullptr);
  if (!pass || rang_) return false;
  state_ = State::ended;
  // Every final response of a far end has a tag (RFC 3261 section 8.2.6.2); what is made here has none.
  return pass(failure, !provisional_ && tag(failure, "To").empty());
}

bool OutgoingInvite::retry_with_login(const Message& response) {
  if (!digest_ || !digest_->take_challenge(invite_, response)) return false;
  digest_->authorise(invite_);
  invite_.set("CSeq", std::to_string(++dialog_.local_sequence) + " INVITE");
  send();
  return true;
}

void OutgoingInvite::end_early(Cause cause) {
  state_ = State::ended;
  limit_.reset();
  silence_.reset();
  if (!transaction_) return;
  cancel_reason_ = reason_of(cause);
  // RFC 3261 section 9.1: no CANCEL before the far end has shown that it knows the INVITE. If it does not know it yet,
  // it is to hear of it no more.
  if (provisional_) return send_cancel();
  transaction_->stop_retransmission();
}

void OutgoingInvite::send_cancel() {
  if (std::exchange(cancelling_, true)) return;
  agent().cancel(*transaction_, cancel_reason_);
  limit_ = agent().deadlines().after(transaction_timeout, [this] {
    const auto self = shared_from_this();
    transaction_->terminate();
    finish();
  });
}

// An INVITE that is on its way all the same is cancelled when it shows a sign of life.
void OutgoingInvite::give_up_silence() {
  const auto self = shared_from_this();
  end_early(Cause::failed);
  const Message failure = make_response(invite_, 408);
  if (!pass_on(failure)) report_gone(Cause::failed, failure.status);
}

void OutgoingInvite::give_up_ringing() {
  const auto self = shared_from_this();
  end_early(Cause::no_answer);
  report_gone(Cause::no_answer, 408);
}

}  // namespace ringback::sip
