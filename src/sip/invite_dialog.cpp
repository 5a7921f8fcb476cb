#include "sip/invite_dialog.hpp"

#include "base/text.hpp"
#include "sip/dtmf_info.hpp"

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
      media_(std::move(setup.media)),
      agent_(std::move(setup.agent)),
      follow_source_(setup.follow_source),
      contact_user_(std::move(setup.contact_user)) {
  media_->set_listener(this);
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

void InviteDialog::receive(const std::shared_ptr<ServerTransaction>& transaction, const Peer& source) {
  const Message& request = transaction->request();
  if (!dialog_.take_sequence(request)) return transaction->respond(make_response(request, 500));
  if (follow_source_) peer_ = source;
  if (request.is("BYE")) return receive_bye(*transaction);
  if (state_ == State::ended || !media_) return transaction->respond(make_response(request, 481));
  if (request.is("INVITE")) return receive_reinvite(*transaction);
  if (request.is("UPDATE")) return receive_update(*transaction);
  if (request.is("INFO")) return receive_info(*transaction);
  if (request.is("OPTIONS")) return transaction->respond(make_response(request, 200));
  transaction->respond(make_response(request, 405).add("Allow", allowed_methods));
}

void InviteDialog::receive_bye(ServerTransaction& transaction) {
  transaction.respond(make_response(transaction.request(), 200));
  if (state_ == State::early) return on_early_bye();
  ack_wait_.stop();
  report_gone(Cause::hangup, 0);
  finish();
}

void InviteDialog::receive_reinvite(ServerTransaction& transaction) {
  const Message& request = transaction.request();
  if (state_ == State::early || ack_wait_.pending()) {
    // RFC 3261 section 14.2: one INVITE at a time.
    return transaction.respond(make_response(request, 500).add("Retry-After", "2"));
  }
  dialog_.refresh_target(request);
  Message response = answer_offer(request);
  if (response.status != 200) return transaction.respond(response);
  if (response.body.empty()) response.set_body("application/sdp", media_->offer());
  send_ok(transaction, response, request.body.empty());
}

void InviteDialog::receive_update(ServerTransaction& transaction) {
  const Message& request = transaction.request();
  if (state_ == State::early && !request.body.empty()) {
    // RFC 3311 section 5.2: our own answer is still to come.
    return transaction.respond(make_response(request, 500).add("Retry-After", "2"));
  }
  dialog_.refresh_target(request);
  transaction.respond(answer_offer(request));
}

Message InviteDialog::answer_offer(const Message& request) {
  if (!carries_sdp_or_nothing(request)) return make_response(request, 415).add("Accept", "application/sdp");
  Message response = make_response(request, 200);
  response.add("Contact", contact());
  if (request.body.empty()) return response;
  const auto answer = media_->answer(request.body);
  if (!answer) return make_response(request, 488);
  return response.set_body("application/sdp", *answer);
}

void InviteDialog::receive_info(ServerTransaction& transaction) {
  const Message& request = transaction.request();
  const auto digit = dtmf_of(request);
  if (!digit && !request.body.empty()) return transaction.respond(make_response(request, 415));
  transaction.respond(make_response(request, 200));
  if (!digit) return;
  media_->pass_digit(*digit);
  on_digit(*digit);
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
  const auto accepted = media_->accept(ack.body);
  if (accepted) return;
  send_bye();
  report_gone(Cause::failed, 0);
  finish();
}

void InviteDialog::orphan() {
  state_ = State::ended;
  listener_ = nullptr;
  ack_wait_.stop();
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
                                        .give_up = [this] { give_up_ack(); }});
}

// RFC 3261 section 13.3.1.4: the session should end with a BYE.
void InviteDialog::give_up_ack() {
  const auto self = shared_from_this();
  send_bye();
  report_gone(Cause::failed, 0);
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
                 agent.send(request, to, {});
               });
}

void InviteDialog::send_again(Message request, ClientTransaction::OnResponse on_response) {
  advance_sequence(request, ++dialog_.local_sequence);
  send_in_dialog(std::move(request), std::move(on_response));
}

void InviteDialog::send_bye() {
  state_ = State::ended;
  send_in_dialog(dialog_.request("BYE"), {});
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
  agent_->remove(*this);
}

void InviteDialog::on_digit(char digit) {
  if (listener_) listener_->on_digit(*leg_, digit);
}

void InviteDialog::on_peer_lost() {
  if (state_ != State::confirmed) return;
  const auto self = shared_from_this();
  send_bye();
  report_gone(Cause::media_lost, 0);
  finish();
}

bool carries_sdp_or_nothing(const Message& message) {
  const auto type = message.value("Content-Type");
  return message.body.empty() || iequals(trim(type.substr(0, type.find(';'))), "application/sdp");
}

}  // namespace ringback::sip
