#include "sip/dtmf_info.hpp"
#include "sip/extension.hpp"
#include "sip/invite_dialog.hpp"
#include "sip/random_number.hpp"
#include "sip/unserved.hpp"

// What the peer asks inside the dialog.
namespace ringback::sip {
namespace {

// RFC 3261 section 14.2, RFC 3311 section 5.2: a value chosen between 0 and 10 seconds.
Message put_off(const Message& request) {
  return make_response(request, 500).add("Retry-After", std::to_string(random_below(11)));
}

}  // namespace

void InviteDialog::receive(const std::shared_ptr<ServerTransaction>& transaction, const Peer& source) {
  const Message& request = transaction->request();
  if (!dialog_.take_sequence(request)) return transaction->respond(make_response(request, 500));
  if (follow_source_) peer_ = source;
  if (request.is("BYE")) return receive_bye(*transaction);
  if (state_ == State::ended || !media_) return transaction->respond(make_response(request, 481));
  const std::string unknown = unknown_extensions(request);
  if (!unknown.empty()) return transaction->respond(bad_extension(request, unknown));
  if (request.is("INVITE")) return receive_reinvite(*transaction);
  if (request.is("PRACK")) return receive_prack(*transaction);
  if (request.is("UPDATE")) return receive_update(*transaction);
  if (request.is("INFO")) return receive_info(*transaction);
  if (request.is("OPTIONS")) return transaction->respond(describe_capabilities(request));
  transaction->respond(refuse_method(request));
}

void InviteDialog::receive_bye(ServerTransaction& transaction) {
  transaction.respond(make_response(transaction.request(), 200));
  if (state_ == State::early) return on_early_bye();
  ack_wait_.stop();
  report_gone(call::Cause::hangup, 0);
  finish();
}

std::optional<Message> InviteDialog::refuse_change(const Message& request) const {
  const bool offers = request.is("INVITE") || !request.body.empty();
  // An offer of ours is under way: glare (RFC 3261 section 14.2).
  if (offers && offering()) return make_response(request, 491);
  const bool invited = request.is("INVITE") && (state_ == State::early || ack_wait_.pending());
  const bool unsettled = offers && state_ == State::early && !settled_early();
  if (invited || unsettled) return put_off(request);
  return session_timer_.refuse(request);
}

void InviteDialog::receive_reinvite(ServerTransaction& transaction) {
  const Message& request = transaction.request();
  if (const auto refusal = refuse_change(request)) return transaction.respond(*refusal);
  Message response = answer_offer(request);
  if (response.status != 200) return transaction.respond(response);
  dialog_.refresh_target(request);
  learn_abilities(request);
  session_timer_.answer(request, response);
  if (response.body.empty()) response.set_body("application/sdp", media_->offer());
  send_ok(transaction, response, request.body.empty());
}

void InviteDialog::receive_update(ServerTransaction& transaction) {
  const Message& request = transaction.request();
  if (const auto refusal = refuse_change(request)) return transaction.respond(*refusal);
  Message response = answer_offer(request);
  if (response.status != 200) return transaction.respond(response);
  dialog_.refresh_target(request);
  if (state_ == State::confirmed) session_timer_.answer(request, response);
  transaction.respond(response);
}

Message InviteDialog::answer_offer(const Message& request) {
  if (!carries_sdp_or_nothing(request)) return make_response(request, 415).add("Accept", "application/sdp");
  Message response = make_response(request, 200);
  response.add("Contact", contact()).add("Allow", allowed_methods).add("Supported", supported_extensions);
  if (request.body.empty()) return response;
  const auto answer = media_->answer(request.body);
  if (!answer) return make_response(request, 488);
  return response.set_body("application/sdp", *answer);
}

void InviteDialog::receive_prack(ServerTransaction& transaction) {
  transaction.respond(make_response(transaction.request(), 481));
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

}  // namespace ringback::sip
