#include "sip/incoming_invite.hpp"

#include "base/log.hpp"
#include "base/sid.hpp"
#include "base/text.hpp"
#include "sip/cause_code.hpp"
#include "sip/extension.hpp"
#include "sip/unserved.hpp"

namespace ringback::sip {

using call::Cause;

namespace {

// RFC 3261 section 13.3.1.1: proxies give up on an INVITE that has not rung for three minutes.
constexpr std::chrono::minutes repetition_interval{1};

}  // namespace

IncomingInvite::IncomingInvite(Setup setup, std::shared_ptr<ServerTransaction> transaction, std::string answer)
    : InviteDialog(std::move(setup)),
      transaction_(std::move(transaction)),
      answer_(std::move(answer)),
      exchange_(answer_.empty() ? Exchange::open : Exchange::offered),
      provisionals_({.deadlines = agent().deadlines(),
                     .send = [this](const Message& message) { transaction_->respond(message); },
                     .give_up = [this] { give_up_prack(); }}) {
  learn_abilities(transaction_->request());
}

std::shared_ptr<IncomingInvite> IncomingInvite::take(const Arrival& arrival) {
  const Message& request = arrival.request;
  UserAgent& agent = *arrival.agent;
  const auto transaction = agent.accept(request, arrival.source);
  const auto refuse = [&](const Message& response) {
    transaction->respond(response);
    return nullptr;
  };
  transaction->respond(make_response(request, 100));
  if (const auto too_short = refuse_interval(request, agent.session_timer())) return refuse(*too_short);
  if (!carries_sdp_or_nothing(request)) return refuse(make_response(request, 415).add("Accept", "application/sdp"));
  auto session = arrival.engine.make_session({.peer_address = arrival.source.address, .beep_hz = arrival.beep_hz});
  if (!session) {
    log::error("no media for a call", {{"reason", session.error().message}});
    return refuse(make_response(request, 503).add("Retry-After", "5"));
  }
  std::string answer;
  if (!request.body.empty()) {
    auto answered = (*session)->answer(request.body);
    if (!answered) return refuse(make_response(request, 488));
    answer = *std::move(answered);
  }
  Setup setup{.agent = arrival.agent,
              .dialog = dialog_of(request, random_hex(8)),
              .peer = arrival.source,
              .follow_source = arrival.follow_source,
              .contact_user = arrival.contact_user,
              .media = *std::move(session),
              .login = {}};
  std::shared_ptr<IncomingInvite> self(new IncomingInvite(std::move(setup), transaction, std::move(answer)));
  self->rejected_status_ = arrival.rejected_status;
  agent.add(self);
  transaction->on_cancel = [weak = std::weak_ptr(self)] {
    if (const auto invite = weak.lock()) invite->cancelled();
  };
  return self;
}

void IncomingInvite::ring() {
  send_provisional(180, false);
}

void IncomingInvite::early_media() {
  send_provisional(183, true);
}

// Reliably if the caller can, for a 180 that is lost is a caller who hears nothing (RFC 3262 section 3).
void IncomingInvite::send_provisional(int status, bool with_description) {
  if (state_ != State::early) return;
  const Message& request = transaction_->request();
  const bool required = lists(request, "Require", "100rel");
  // The first reliable response to an INVITE without offer must hold ours (RFC 3262 section 5).
  const bool offers = exchange_ == Exchange::open && (required || with_description);
  const bool reliable = required || (supports(request, "100rel") && (exchange_ != Exchange::open || offers));
  Message message = response(status);
  message.add("Allow", allowed_methods);
  if (with_description || (offers && reliable)) describe(message, reliable);
  repeat_later();
  if (reliable) return provisionals_.send(std::move(message));
  transaction_->respond(message);
}

void IncomingInvite::describe(Message& response, bool reliable) {
  if (exchange_ == Exchange::offered) {
    response.set_body("application/sdp", answer_);
    if (reliable) exchange_ = Exchange::answered;
  } else if (exchange_ == Exchange::open && reliable) {
    response.set_body("application/sdp", media_->offer());
    exchange_ = Exchange::offering;
  }
}

void IncomingInvite::repeat_later() {
  repetition_ = agent().deadlines().after(repetition_interval, [this] { send_provisional(180, false); });
}

void IncomingInvite::receive_prack(ServerTransaction& transaction) {
  const auto self = shared_from_this();
  const Message& prack = transaction.request();
  const auto acknowledged = provisionals_.acknowledge(prack);
  if (!acknowledged) return transaction.respond(make_response(prack, 481));
  const Message response = take_prack(prack, *acknowledged);
  transaction.respond(response);
  if (exchange_ == Exchange::offering && response.status != 200) return end_with(488, Cause::failed);
  if (answer_due_ && !provisionals_.description_pending()) answer();
}

// The answer to our offer is in the PRACK of what held it; a PRACK may also hold an offer of its own.
Message IncomingInvite::take_prack(const Message& prack, const Message& acknowledged) {
  if (exchange_ == Exchange::offering && !acknowledged.body.empty()) {
    if (!media_->accept(prack.body)) return make_response(prack, 488);
    exchange_ = Exchange::answered;
    return make_response(prack, 200);
  }
  if (!prack.body.empty() && !settled_early()) return make_response(prack, 488);
  return answer_offer(prack);
}

void IncomingInvite::give_up_prack() {
  end_with(504, Cause::failed);
}

void IncomingInvite::answer() {
  if (state_ != State::early) return;
  answer_due_ = provisionals_.description_pending();
  if (answer_due_) return;
  provisionals_.stop();
  repetition_.reset();
  const bool offerless = exchange_ == Exchange::open;
  Message ok = response(200);
  ok.add("Allow", allowed_methods).add("Supported", supported_extensions);
  session_timer_.answer(transaction_->request(), ok);
  if (exchange_ != Exchange::answered) ok.set_body("application/sdp", offerless ? media_->offer() : answer_);
  send_ok(*transaction_, ok, offerless);
}

void IncomingInvite::reject(Cause cause) {
  if (state_ != State::early) return;
  const auto self = shared_from_this();
  Message refusal = response(cause == Cause::rejected ? rejected_status_ : status_of_refusal(cause));
  if (refusal.status == 503) refusal.add("Retry-After", "5");
  refuse(refusal);
  listener_ = nullptr;
  finish();
}

void IncomingInvite::cancelled() {
  if (state_ == State::early) end_with(487, Cause::cancelled);
}

void IncomingInvite::refuse(const Message& refusal) {
  provisionals_.stop();
  repetition_.reset();
  transaction_->respond(refusal);
}

void IncomingInvite::end_with(int status, Cause cause) {
  const auto self = shared_from_this();
  refuse(response(status));
  report_gone(cause, status);
  finish();
}

bool IncomingInvite::opened_by(const Message& request) const {
  const auto theirs = cseq(request);
  const auto ours = cseq(transaction_->request());
  return theirs && ours && theirs->number == ours->number && has_peer_tag(tag(request, "From"));
}

Message IncomingInvite::response(int status) const {
  Message out = make_response(transaction_->request(), status);
  // The dialog's `local` is the To of the INVITE with our tag.
  out.set("To", dialog_.local);
  if (status >= 300) return out;
  for (const Header& header : transaction_->request().headers) {
    if (iequals(header.name, "Record-Route")) out.headers.push_back(header);
  }
  return out.add("Contact", contact());
}

}  // namespace ringback::sip
