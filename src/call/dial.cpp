#include "call/dial.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "base/sid.hpp"
#include "call/attendant.hpp"

namespace ringback::call {
namespace {

// DialCallStatus when nobody answered: the first of these that occurred.
constexpr std::array<std::string_view, 4> unanswered_order = {"busy", "no-answer", "failed", "canceled"};

std::string name_of(const Target& target) {
  switch (target.kind) {
    case Target::Kind::client:
      return "client:" + target.address;
    case Target::Kind::number:
    case Target::Kind::sip:
    case Target::Kind::application:
      break;
  }
  return target.address;
}

Facts child_facts(const Facts& parent, const Target& target) {
  Facts facts;
  facts.sid = make_sid("CA");
  facts.account_sid = parent.account_sid;
  facts.auth_token = parent.auth_token;
  facts.parent_sid = parent.sid;
  facts.from = target.from;
  facts.to = name_of(target);
  facts.called = facts.to;
  facts.status = "queued";
  facts.direction = "outbound-dial";
  return facts;
}

}  // namespace

// Watches the child while both talk.
class Dial::Conversation final : public Call::Observer {
 public:
  explicit Conversation(Call& child) : child_(child) { child_.set_observer(this); }
  ~Conversation() override {
    if (child_.observer() == this) child_.set_observer(nullptr);
  }
  Conversation(const Conversation&) = delete;
  Conversation& operator=(const Conversation&) = delete;

  void on_over() override { over.notify(); }
  bool on_redirect(const Instructions& instructions) override {
    redirected = instructions;
    over.notify();
    return true;
  }

  Wakeup over;
  std::optional<Instructions> redirected;

 private:
  Call& child_;
};

Dial::Dial(Call& parent, Context context) : parent_(parent), context_(context) {}

Dial::~Dial() {
  bridge_.reset();
  ringing_.reset();
  for (const auto& child : children_) {
    if (context_.attendant) context_.attendant->live_calls().remove_child(child->sid());
    if (child == winner_ && parted_) continue;
    child->set_observer(nullptr);
    child->hangup(child == winner_ ? Cause::hangup : Cause::cancelled);
  }
}

Ringing::Party Dial::prepare(const Party& party) {
  Target target = party.target;
  const auto call = std::make_shared<Call>(child_facts(parent_.facts(), target), context_.journal, context_.deadlines);
  target.call_sid = call->sid();
  target.beside = parent_.leg() ? &parent_.leg()->session() : nullptr;
  for (const Callback& callback : party.callbacks) call->add_callback(callback);
  call->begin();
  children_.push_back(call);
  if (context_.attendant) context_.attendant->live_calls().add_child(call);
  return {call, std::move(target), party.timeout};
}

Task<bool> Dial::ring(std::vector<Party> parties) {
  ringing_.emplace(context_.exchange, context_.deadlines, [this](Leg* leg) { let_hear(leg); });
  for (const Party& party : parties) ringing_->start(prepare(party));
  winner_ = co_await ringing_->answer();
  co_return winner_ != nullptr;
}

Task<bool> Dial::ring_in_turn(std::vector<Party> parties) {
  for (const Party& party : parties) {
    const bool answered = co_await ring({party});
    if (answered) co_return true;
  }
  co_return false;
}

// The caller hears what the device's network says, in place of our own tone.
void Dial::let_hear(Leg* leg) {
  bridge_.reset();
  if (!leg || !parent_.leg()) return;
  parent_.early_media();
  bridge_ = context_.engine.listen(parent_.leg()->session(), leg->session());
}

std::size_t Dial::answered_party() const {
  return static_cast<std::size_t>(std::find(children_.begin(), children_.end(), winner_) - children_.begin());
}

Task<void> Dial::talk(Duration limit) {
  Call& child = *winner_;
  if (child.over()) co_return;
  Conversation conversation(child);
  parent_.answer();
  bridge_ = context_.engine.bridge(parent_.leg()->session(), child.leg()->session());
  bridged_ = true;
  const bool ended = co_await conversation.over.wait_until(context_.deadlines, context_.deadlines.now() + limit);
  bridge_.reset();
  if (!ended) child.hangup(Cause::hangup);
  if (conversation.redirected && !child.over()) part(*conversation.redirected);
}

void Dial::part(Instructions instructions) {
  if (!context_.attendant) return;
  parted_ = true;
  winner_->set_observer(nullptr);
  context_.attendant->live_calls().remove_child(winner_->sid());
  context_.attendant->take(winner_, std::move(instructions));
}

DialOutcome Dial::outcome() const {
  DialOutcome out;
  out.bridged = bridged_;
  if (children_.empty()) return out;
  const Call& named = winner_ ? *winner_ : *children_.front();
  out.call_sid = named.sid();
  out.sip = named.sip_answer();
  if (winner_) {
    out.status = "completed";
    if (!parted_) out.duration = named.duration_seconds();
    return out;
  }
  out.duration = 0;
  if (std::any_of(children_.begin(), children_.end(), [](const auto& child) { return !child->over(); })) {
    out.status = "canceled";
    return out;
  }
  for (const std::string_view status : unanswered_order) {
    const auto has = [&](const auto& child) { return child->facts().status == status; };
    if (std::any_of(children_.begin(), children_.end(), has)) {
      out.status = status;
      break;
    }
  }
  return out;
}

}  // namespace ringback::call
