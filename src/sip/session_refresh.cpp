#include "base/log.hpp"
#include "sip/extension.hpp"
#include "sip/invite_dialog.hpp"
#include "sip/random_number.hpp"
#include "sip/unserved.hpp"

// What we ask inside the dialog to keep the session alive (RFC 4028 section 7.4): UPDATE where the peer takes it, since
// it needs no offer, else a re-INVITE.
namespace ringback::sip {
namespace {

using std::chrono::milliseconds;

// RFC 5057: the answers that end a dialog whatever was asked; and none at all.
bool is_lost(const Message& response) {
  return response.status == 481 || response.status == 408;
}

bool is_of_invite(const Message& response) {
  const auto sequence = cseq(response);
  return sequence && sequence->method == "INVITE";
}

}  // namespace

void InviteDialog::refresh() {
  if (state_ != State::confirmed || refreshing_ || !media_) return;
  if (ack_wait_.pending()) return session_timer_.retry_later();
  refreshing_ = true;
  refreshing_by_invite_ = !peer_takes_update_;
  Message request = dialog_.request(peer_takes_update_ ? "UPDATE" : "INVITE");
  request.add("Contact", contact()).add("Allow", allowed_methods).add("Supported", supported_extensions);
  session_timer_.ask(request);
  if (refreshing_by_invite_) request.set_body("application/sdp", media_->offer());
  send_in_dialog(std::move(request), [weak = weak_self()](const Message& response) {
    if (const auto self = weak.lock()) self->receive_refreshed(response);
  });
}

void InviteDialog::receive_refreshed(const Message& response) {
  if (response.status < 200) return;
  if (response.status < 300 && is_of_invite(response) && !acknowledge(response)) return;
  refreshing_ = refreshing_by_invite_ = false;
  if (state_ != State::confirmed || !media_) return;
  if (response.status < 300) return receive_renewal(response);
  receive_refusal(response);
}

bool InviteDialog::acknowledge(const Message& success) {
  const auto sequence = cseq(success);
  const bool first = sequence->number != reinvite_sequence_;
  if (first) {
    reinvite_sequence_ = sequence->number;
    dialog_.refresh_target(success);
    reinvite_ack_ = agent_->send_ack(dialog_.ack(reinvite_sequence_), target());
  } else {
    agent_->send_bytes(reinvite_ack_, target());
  }
  return first;
}

void InviteDialog::receive_renewal(const Message& success) {
  dialog_.refresh_target(success);
  learn_abilities(success);
  session_timer_.agreed(success);
  if (!is_of_invite(success)) return;
  const auto accepted = media_->accept(success.body);
  if (!accepted) log::warn("answer to a refresh is of no use", {{"sip_call_id", dialog_.call_id}});
}

// A refusal leaves the session as it was, for as long as it lasts (RFC 3261 section 14.1).
void InviteDialog::receive_refusal(const Message& failure) {
  const bool by_update = !is_of_invite(failure);
  if (is_lost(failure)) {
    log::info("peer knows nothing of the call any more",
              {{"sip_call_id", dialog_.call_id}, {"status", failure.status}});
    return fail(call::Cause::media_lost);
  }
  if (failure.status == 491) {
    const Duration delay = owns_call_id() ? random_between(milliseconds(2100), milliseconds(4000))
                                          : random_between(milliseconds(0), milliseconds(2000));
    glare_ = agent_->deadlines().after(delay, [this] { refresh(); });
  } else if (failure.status == 422 && session_timer_.raise(failure)) {
    refresh();
  } else if (by_update && peer_takes_update_ && (failure.status == 405 || failure.status == 501)) {
    peer_takes_update_ = false;
    refresh();
  } else {
    session_timer_.retry_later();
  }
}

// A peer without session timers: a call that it has lost would last for ever.
void InviteDialog::check() {
  if (state_ != State::confirmed) return;
  send_in_dialog(dialog_.request("OPTIONS"), [weak = weak_self()](const Message& response) {
    const auto self = weak.lock();
    if (self && self->state_ == State::confirmed && is_lost(response)) self->fail(call::Cause::media_lost);
  });
}

}  // namespace ringback::sip
