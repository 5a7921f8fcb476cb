#include "sip/trunk_leg.hpp"

namespace ringback::sip {
namespace {

constexpr int no_room = 10004;  // Twilio: call concurrency limit exceeded

}  // namespace

Result<std::unique_ptr<call::Leg>> TrunkLeg::make(Plan plan) {
  const media::Session* beside = std::exchange(plan.beside, nullptr);
  auto leg = std::unique_ptr<TrunkLeg>(new TrunkLeg(std::move(plan)));
  if (auto prepared = leg->advance(beside); !prepared) return prepared.error();
  return std::unique_ptr<call::Leg>(std::move(leg));
}

TrunkLeg::~TrunkLeg() {
  if (invite_) part();
}

void TrunkLeg::set_listener(Listener* listener) {
  listener_ = listener;
  invite_->set_listener(listener);
}

Result<void> TrunkLeg::advance(const media::Session* beside) {
  if (peers_.empty() && !take_next_trunk()) return Error{no_room, "no trunk has room for the call"};
  peer_ = peers_.front();
  peers_.erase(peers_.begin());
  // The last one has all the time of a transaction: nobody else can take the call.
  const bool last = peers_.empty() && plan_.trunks.empty();
  auto invite = plan_.prepare(
      {.trunk = *trunk_, .peer = peer_, .answer_limit = last ? Duration::zero() : answer_limit_, .beside = beside});
  if (!invite) return invite.error();
  if (invite_) part();
  invite_ = *std::move(invite);
  invite_->attach(*this);
  invite_->on_failure = [this](const Message& failure, bool silent) { return take_over(failure, silent); };
  invite_->set_listener(listener_);
  return {};
}

bool TrunkLeg::take_next_trunk() {
  while (!plan_.trunks.empty()) {
    const auto next = plan_.trunks.front();
    plan_.trunks.erase(plan_.trunks.begin());
    auto peers = next->peers();
    auto place = peers.empty() ? nullptr : next->take_outgoing();
    if (!place) continue;
    trunk_ = next;
    place_ = std::move(place);
    answer_limit_ = plan_.answer_limit / static_cast<int>(peers.size());
    peers_ = std::move(peers);
    return true;
  }
  return false;
}

bool TrunkLeg::take_over(const Message& failure, bool silent) {
  if (!leaves_hope(failure.status)) return false;
  trunk_->note_failure(peer_, failure, silent);
  // Another address of this trunk is of use only if this one can't be reached or is too busy (RFC 3263 section 4.3).
  if (!silent && failure.status != 503) peers_.clear();
  if (!advance(&invite_->session())) return false;
  invite_->dial();
  return true;
}

void TrunkLeg::part() {
  invite_->on_failure = nullptr;
  invite_->detach();
}

bool leaves_hope(int status) {
  return status == 401 || status == 407 || status == 408 || (status >= 500 && status < 600);
}

}  // namespace ringback::sip
