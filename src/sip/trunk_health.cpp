#include "sip/trunk_health.hpp"

#include "base/sid.hpp"

namespace ringback::sip {
namespace {

constexpr int failures_until_down = 2;

}  // namespace

TrunkHealth::TrunkHealth(Options options, Context context) : options_(options), context_(std::move(context)) {}

TrunkHealth::~TrunkHealth() {
  if (transaction_) transaction_->terminate();
}

void TrunkHealth::start() {
  if (options_.interval.count() > 0) ask();
}

void TrunkHealth::ask() {
  timeout_.reset();
  next_ = context_.agent.deadlines().after(options_.interval, [this] { ask(); });
  if (const auto last = std::exchange(transaction_, nullptr)) last->terminate();
  const auto peer = context_.peer();
  if (!peer) return fail("it has no address");
  timeout_ = context_.agent.deadlines().after(options_.timeout, [this, peer] { take(408, *peer); });
  transaction_ = context_.agent.send(make_options(*peer), *peer, [this, peer](const Message& response) {
    if (response.status >= 200) take(response.status, *peer);
  });
}

// Whatever it says to OPTIONS, it is there; 503 is what it says when it does not want calls.
void TrunkHealth::take(int status, const Peer& peer) {
  timeout_.reset();
  if (const auto last = std::exchange(transaction_, nullptr)) last->terminate();
  if (status != 408 && status != 503) return note_response();
  context_.on_silence(peer);
  fail(status == 408 ? "it does not answer" : "it refuses or can't be reached");
}

void TrunkHealth::note_response() {
  failures_ = 0;
  if (!std::exchange(up_, true)) context_.on_change("");
}

void TrunkHealth::note_failure(std::string_view reason) {
  if (options_.interval.count() == 0) return;
  fail(reason);
}

void TrunkHealth::fail(std::string_view reason) {
  const bool first = ++failures_ == 1;
  if (failures_ >= failures_until_down && std::exchange(up_, false)) context_.on_change(reason);
  // The second question tells whether the first was bad luck.
  if (first) next_ = context_.agent.deadlines().after(Duration::zero(), [this] { ask(); });
}

Message TrunkHealth::make_options(const Peer& peer) const {
  Message request;
  request.method = "OPTIONS";
  request.request_uri = context_.uri;
  const std::string contact = context_.agent.contact("ringback", peer);
  request.add("Max-Forwards", "70");
  request.add("From", contact + ";tag=" + random_hex(8));
  request.add("To", "<" + context_.uri + ">");
  request.add("Call-ID", random_hex(16));
  request.add("CSeq", "1 OPTIONS");
  request.add("Contact", contact);
  request.add("Accept", "application/sdp");
  return request;
}

}  // namespace ringback::sip
