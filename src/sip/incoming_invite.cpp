#include "sip/incoming_invite.hpp"

#include "base/text.hpp"
#include "sip/cause_code.hpp"

namespace ringback::sip {

using call::Cause;

std::shared_ptr<IncomingInvite> IncomingInvite::start(Setup setup, std::shared_ptr<ServerTransaction> transaction,
                                                      std::string answer) {
  UserAgent& agent = *setup.agent;
  std::shared_ptr<IncomingInvite> self(new IncomingInvite(std::move(setup), transaction, std::move(answer)));
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
  send_ok(*transaction_, std::move(ok), offerless);
}

void IncomingInvite::reject(Cause cause) {
  if (state_ != State::early) return;
  const auto self = shared_from_this();
  Message refusal = response(status_of_refusal(cause));
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
