#include "sip/outgoing_invite.hpp"

#include "base/sid.hpp"
#include "base/text.hpp"
#include "sip/cause_code.hpp"
#include "sip/extension.hpp"
#include "sip/timers.hpp"
#include "sip/unserved.hpp"

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
  invite.add("Supported", supported_extensions);
  invite.headers.insert(invite.headers.end(), request.headers.begin(), request.headers.end());
  return invite;
}

// That an application is told of.
constexpr std::size_t max_noted_headers = 32;

// Of a network that forks without end.
constexpr std::size_t max_declined = 16;

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
  session_timer_.ask(invite_);
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
  if (state_ == State::early) note(response);
  if (response.status < 300) return receive_success(response);
  receive_failure(response);
}

void OutgoingInvite::receive_provisional(const Message& response) {
  provisional_ = true;
  if (state_ == State::ended) return send_cancel();
  if (state_ != State::early || response.status == 100) return;
  const auto verdict = early_dialogs_.take(response);
  if (verdict == EarlyDialogs::Verdict::repeated) return;
  learn_abilities(response);
  if (!tag(response, "To").empty()) dialog_.learn(response);
  if (verdict == EarlyDialogs::Verdict::reliable) acknowledge_provisional(response);
  if ((response.status == 180 || response.status == 183) && !std::exchange(rang_, true) && listener_) {
    listener_->on_ringing(*leg_);
  }
  open_early_media(response);
}

// RFC 3262 section 4.
void OutgoingInvite::acknowledge_provisional(const Message& response) {
  Message prack = dialog_.request("PRACK");
  prack.add("RAck", std::string(response.value("RSeq")) + " " + std::string(response.value("CSeq")));
  send_in_dialog(std::move(prack), {});
}

void OutgoingInvite::note(const Message& final_response) {
  call::SipAnswer answer{.call_id = dialog_.call_id, .code = final_response.status, .headers = {}};
  for (const Header& header : final_response.headers) {
    const bool theirs = header.name.size() > 2 && iequals(std::string_view(header.name).substr(0, 2), "X-");
    if (theirs && answer.headers.size() < max_noted_headers) answer.headers.emplace_back(header.name, header.value);
  }
  sip_answer_ = std::move(answer);
}

// A fork's newest description counts: the one before has been left for it.
void OutgoingInvite::open_early_media(const Message& response) {
  const std::string& reliable = early_dialogs_.reliable_answer(dialog_.remote_tag);
  const std::string& answer = reliable.empty() ? response.body : reliable;
  if (answer.empty() || !carries_sdp_or_nothing(response) || !media_) return;
  if (media_->accept(answer)) early_media_ = true;
}

// The description alone is no promise of sound: until a packet has come, the caller is better off with our own tone.
void OutgoingInvite::on_heard() {
  if (state_ == State::early && early_media_ && listener_) listener_->on_early_media(*leg_);
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
  learn_abilities(success);
  state_ = State::confirmed;
  Message ack = dialog_.ack(cseq_of_invite());
  // RFC 3261 section 22.1: with the credentials of the INVITE, for an ACK can't be challenged.
  for (const Header& header : invite_.headers) {
    const bool credentials = iequals(header.name, "Authorization") || iequals(header.name, "Proxy-Authorization");
    if (credentials) ack.headers.push_back(header);
  }
  ack_ = agent().send_ack(std::move(ack), target());
  const auto accepted = media_->accept(answer_of(success));
  if (!accepted) {
    send_bye();
    report_gone(Cause::failed, success.status);
    return finish();
  }
  media_->expect_media();
  session_timer_.agreed(success);
  if (listener_) listener_->on_answered(*leg_);
}

std::string OutgoingInvite::answer_of(const Message& success) const {
  const std::string& reliable = early_dialogs_.reliable_answer(dialog_.remote_tag);
  return reliable.empty() ? success.body : reliable;
}

std::uint32_t OutgoingInvite::cseq_of_invite() const {
  const auto sequence = cseq(invite_);
  return sequence ? sequence->number : 0;
}

// RFC 3261 section 13.2.2.4: every 2xx gets its ACK; who hears our BYE once needs no other.
void OutgoingInvite::decline(const Message& success) {
  Dialog other = dialog_of(invite_);
  other.learn(success);
  const Peer to = target(other);
  const auto known = declined_.find(other.remote_tag);
  if (known != declined_.end()) return agent().send_bytes(known->second, to);
  std::string ack = agent().send_ack(other.ack(cseq_of_invite()), to);
  if (declined_.size() < max_declined) declined_[other.remote_tag] = std::move(ack);
  other.local_sequence = ++dialog_.local_sequence;
  agent().send(other.request("BYE"), to, {});
}

void OutgoingInvite::receive_failure(const Message& response) {
  if (state_ == State::early && (retry_with_login(response) || retry_with_longer_session(response))) return;
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
  send_anew();
  return true;
}

bool OutgoingInvite::retry_with_longer_session(const Message& response) {
  if (response.status != 422 || !session_timer_.raise(response)) return false;
  session_timer_.ask(invite_);
  send_anew();
  return true;
}

void OutgoingInvite::send_anew() {
  invite_.set("CSeq", std::to_string(++dialog_.local_sequence) + " INVITE");
  send();
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
  if (state_ != State::early) return;
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
