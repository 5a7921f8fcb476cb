#include "sip/incoming_invite.hpp"

#include "base/log.hpp"
#include "base/sid.hpp"
#include "base/text.hpp"
#include "sip/cause_code.hpp"

namespace ringback::sip {

using call::Cause;

std::shared_ptr<IncomingInvite> IncomingInvite::take(const Arrival& arrival) {
  const Message& request = arrival.request;
  UserAgent& agent = *arrival.agent;
  const auto transaction = agent.accept(request, arrival.source);
  const auto refuse = [&](const Message& response) {
    transaction->respond(response);
    return nullptr;
  };
  transaction->respond(make_response(request, 100));
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
  if (state_ == State::early) transaction_->respond(response(180));
}

void IncomingInvite::answer() {
  if (state_ != State::early) return;
  const bool offerless = answer_.empty();
  Message ok = response(200);
  ok.add("Allow", allowed_methods).set_body("application/sdp", offerless ? media_->offer() : answer_);
  send_ok(*transaction_, ok, offerless);
}

void IncomingInvite::reject(Cause cause) {
  if (state_ != State::early) return;
  const auto self = shared_from_this();
  Message refusal = response(cause == Cause::rejected ? rejected_status_ : status_of_refusal(cause));
  if (refusal.status == 503) refusal.add("Retry-After", "5");
  transaction_->respond(refusal);
  listener_ = nullptr;
  finish();
}

void IncomingInvite::cancelled() {
  if (state_ != State::early) return;
  const auto self = shared_from_this();
  transaction_->respond(response(487));
  report_gone(Cause::cancelled, 487);
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
