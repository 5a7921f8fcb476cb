#include "sip/invite_dialog.hpp"

#include "base/log.hpp"
#include "base/text.hpp"
#include "sip/extension.hpp"

namespace ringback::sip {

using call::Cause;

namespace {

void advance_sequence(Message& request, std::uint32_t number) {
  request.set("CSeq", std::to_string(number) + " " + request.method);
}

}  // namespace

InviteDialog::InviteDialog(Setup setup)
    : dialog_(std::move(setup.dialog)),
      peer_(std::move(setup.peer)),
      digest_(setup.login ? std::make_shared<DigestClient>(*std::move(setup.login)) : nullptr),
      session_timer_(session_timer_setup(*setup.agent)),
      media_(std::move(setup.media)),
      agent_(std::move(setup.agent)),
      follow_source_(setup.follow_source),
      contact_user_(std::move(setup.contact_user)) {
  media_->set_listener(this);
}

SessionTimer::Setup InviteDialog::session_timer_setup(UserAgent& agent) {
  return {.deadlines = agent.deadlines(),
          .options = agent.session_timer(),
          .refresh = [this] { refresh(); },
          .check = [this] { check(); },
          .expire =
              [this] {
                log::info("session expired without a refresh", {{"sip_call_id", dialog_.call_id}});
                fail(Cause::media_lost);
              }};
}

void InviteDialog::detach() {
  hangup(state_ == State::early ? Cause::no_answer : Cause::hangup);
  leg_ = nullptr;
  media_.reset();
}

void InviteDialog::set_listener(call::Leg::Listener* listener) {
  listener_ = listener;
  if (!listener_ || !unheard_) return;
  unheard_timer_ = agent_->deadlines().after(Duration::zero(), [weak = weak_self()] {
    const auto self = weak.lock();
    if (!self || !self->unheard_) return;
    const auto [cause, code] = *std::exchange(self->unheard_, std::nullopt);
    self->report_gone(cause, code);
  });
}

void InviteDialog::hangup(Cause cause) {
  listener_ = nullptr;
  unheard_.reset();
  const auto self = shared_from_this();
  if (state_ == State::early) {
    end_early(cause);
  } else if (state_ == State::confirmed) {
    state_ = State::ended;
    // RFC 3261 section 15: no BYE of the called side before the ACK.
    bye_after_ack_ = ack_wait_.pending();
    if (bye_after_ack_) return;
    send_bye();
    finish();
  }
}

void InviteDialog::receive_ack(const Message& ack) {
  const auto sequence = cseq(ack);
  if (!ack_wait_.pending() || !sequence || sequence->number != ack_wait_.sequence()) return;
  ack_wait_.stop();
  if (bye_after_ack_) {
    send_bye();
    return finish();
  }
  if (!answer_in_ack_ || state_ != State::confirmed) return;
  if (!media_->accept(ack.body)) fail(Cause::failed);
}

void InviteDialog::orphan() {
  state_ = State::ended;
  listener_ = nullptr;
  ack_wait_.stop();
  session_timer_.stop();
}

void InviteDialog::learn_abilities(const Message& message) {
  if (message.find("Allow")) peer_takes_update_ = lists(message, "Allow", "UPDATE");
}

Peer InviteDialog::target(const Dialog& dialog) const {
  if (follow_source_) return peer_;
  const auto hop = next_hop(dialog);
  // The connection that the peer made itself also gets through where it can't be reached (RFC 5923).
  const bool same_host = hop && hop->transport == Protocol::tcp && peer_.transport == Protocol::tcp &&
                         hop->address == peer_.address && agent_->connected(peer_);
  return same_host ? peer_ : hop.value_or(peer_);
}

void InviteDialog::send_ok(ServerTransaction& transaction, const Message& response, bool answer_in_ack) {
  answer_in_ack_ = answer_in_ack;
  state_ = State::confirmed;
  media_->expect_media();
  transaction.respond(response);
  const auto sequence = cseq(transaction.request());
  ack_wait_.start(agent_->deadlines(), {.sequence = sequence ? sequence->number : 0,
                                        .resend = [this, bytes = response.serialise(),
                                                   to = transaction.target()] { agent_->send_bytes(bytes, to); },
                                        // RFC 3261 section 13.3.1.4: the session should end with a BYE.
                                        .give_up = [this] { fail(Cause::failed); }});
}

void InviteDialog::fail(Cause cause) {
  const auto self = shared_from_this();
  send_bye();
  report_gone(cause, 0);
  finish();
}

void InviteDialog::send_in_dialog(Message request, ClientTransaction::OnResponse on_response) {
  if (digest_) digest_->authorise(request);
  // The agent owns the transaction and with it this callback.
  agent_->send(request, target(),
               [weak = weak_self(), &agent = *agent_, digest = digest_, to = target(), request,
                on_response](const Message& response) mutable {
                 if (!digest || !digest->take_challenge(request, response)) {
                   if (digest && response.status / 100 == 2) digest->take_success(response);
                   if (on_response) on_response(response);
                   return;
                 }
                 if (const auto self = weak.lock()) return self->send_again(request, on_response);
                 // A BYE goes on when its dialog is gone.
                 digest->authorise(request);
                 advance_sequence(request, cseq(request)->number + 1);
                 agent.send(request, to, on_response);
               });
}

void InviteDialog::send_again(Message request, ClientTransaction::OnResponse on_response) {
  advance_sequence(request, ++dialog_.local_sequence);
  send_in_dialog(std::move(request), std::move(on_response));
}

// The peer's own BYE may cross ours.
void InviteDialog::send_bye() {
  state_ = State::ended;
  agent_->expect_crossing_bye(key());
  send_in_dialog(dialog_.request("BYE"), [agent = std::weak_ptr(agent_), key = key()](const Message& response) {
    const auto alive = agent.lock();
    if (alive && response.status >= 200) alive->forget_crossing_bye(key);
  });
}

void InviteDialog::report_gone(Cause cause, int sip_code) {
  state_ = State::ended;
  auto* listener = std::exchange(listener_, nullptr);
  if (listener && leg_) {
    listener->on_gone(*leg_, cause, sip_code);
  } else if (leg_) {
    unheard_.emplace(cause, sip_code);
  }
}

void InviteDialog::finish() {
  state_ = State::ended;
  ack_wait_.stop();
  session_timer_.stop();
  glare_.reset();
  agent_->remove(*this);
}

void InviteDialog::on_digit(char digit) {
  if (listener_) listener_->on_digit(*leg_, digit);
}

void InviteDialog::on_peer_lost() {
  if (state_ == State::confirmed) fail(Cause::media_lost);
}

bool carries_sdp_or_nothing(const Message& message) {
  const auto type = message.value("Content-Type");
  return message.body.empty() || iequals(trim(type.substr(0, type.find(';'))), "application/sdp");
}

}  // namespace ringback::sip
