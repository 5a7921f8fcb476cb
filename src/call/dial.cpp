#include "call/dial.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

#include "base/log.hpp"
#include "base/sid.hpp"

namespace ringback::call {

// What a device's leg said. The device may be gone by the time it is read, so it is named by place.
struct Dial::Happening {
  enum class Kind { ringing, early_media, answered, gone };
  Kind kind;
  std::size_t branch;
  std::size_t device;
  Cause cause = Cause::failed;
  int sip_code = 0;
};

struct Dial::Device final : Leg::Listener {
  Device(Inbox<Happening>& to, std::size_t branch_index, std::size_t device_index, std::unique_ptr<Leg> its_leg)
      : inbox(to), branch(branch_index), index(device_index), leg(std::move(its_leg)) {
    leg->set_listener(this);
  }
  void on_ringing(Leg&) override { inbox.push({Happening::Kind::ringing, branch, index}); }
  void on_early_media(Leg&) override { inbox.push({Happening::Kind::early_media, branch, index}); }
  void on_answered(Leg&) override { inbox.push({Happening::Kind::answered, branch, index}); }
  void on_gone(Leg&, Cause cause, int sip_code) override {
    gone = true;
    inbox.push({Happening::Kind::gone, branch, index, cause, sip_code});
  }

  Inbox<Happening>& inbox;
  std::size_t branch;
  std::size_t index;
  std::unique_ptr<Leg> leg;
  bool gone = false;  // perhaps before its answer has been read
};

struct Dial::Branch final : Call::Observer {
  void on_over() override { over.notify(); }
  bool open() const { return !call->over() && !call->answered(); }

  std::unique_ptr<Call> call;
  std::vector<std::unique_ptr<Device>> devices;
  TimePoint deadline;
  // The best reason among devices that declined, and its code: a fork reports busy before no-answer before failed.
  std::optional<Cause> cause;
  int sip_code = 0;
  Wakeup over;
};

namespace {

// DialCallStatus when nobody answered: the first of these that occurred.
constexpr std::array<std::string_view, 3> unanswered_order = {"busy", "no-answer", "failed"};

bool outranks(Cause a, Cause b) {
  const auto rank = [](Cause cause) {
    return std::find(unanswered_order.begin(), unanswered_order.end(), status_of(cause)) - unanswered_order.begin();
  };
  return rank(a) < rank(b);
}

Facts child_facts(const Facts& parent, const Target& target) {
  Facts facts;
  facts.sid = make_sid("CA");
  facts.account_sid = parent.account_sid;
  facts.auth_token = parent.auth_token;
  facts.parent_sid = parent.sid;
  facts.from = target.from;
  facts.to = target.kind == Target::Kind::client ? "client:" + target.address : target.address;
  facts.called = facts.to;
  facts.status = "queued";
  facts.direction = "outbound-dial";
  return facts;
}

}  // namespace

Dial::Dial(Call& parent, Context context) : parent_(parent), context_(context) {}

Dial::~Dial() {
  bridge_.reset();
  for (const auto& branch : branches_) {
    branch->call->set_observer(nullptr);
    const Cause cause = branch.get() == winner_ ? Cause::hangup : Cause::cancelled;
    for (const auto& device : branch->devices) {
      if (device->leg) device->leg->hangup(cause);
    }
    branch->call->hangup(cause);
  }
}

Task<bool> Dial::ring(std::vector<Party> parties) {
  for (const Party& party : parties) {
    branches_.push_back(std::make_unique<Branch>());
    start(*branches_.back(), party);
  }
  while (any_open()) {
    const auto happening = co_await happenings_.receive_until(context_.deadlines, next_deadline());
    if (!happening) {
      expire();
    } else if (take(*happening)) {
      co_return true;
    }
  }
  co_return false;
}

void Dial::start(Branch& branch, const Party& party) {
  Target target = party.target;
  branch.call = std::make_unique<Call>(child_facts(parent_.facts(), target), context_.journal, context_.deadlines);
  target.call_sid = branch.call->sid();
  target.beside = parent_.leg() ? &parent_.leg()->session() : nullptr;
  branch.deadline = context_.deadlines.now() + party.timeout;
  branch.call->begin();

  auto legs = context_.exchange.dial(target);
  if (!legs) {
    branch.call->notice({.code = legs.error().code, .warning = true, .text = legs.error().message});
    branch.call->hangup(Cause::failed);
    return;
  }
  if (legs->empty()) {
    branch.call->hangup(Cause::no_answer);
    return;
  }
  const std::size_t index = branches_.size() - 1;
  for (auto& leg : *legs) {
    branch.devices.push_back(std::make_unique<Device>(happenings_, index, branch.devices.size(), std::move(leg)));
  }
  for (const auto& device : branch.devices) device->leg->dial();
}

// True if somebody has answered.
bool Dial::take(const Happening& happening) {
  Branch& branch = *branches_[happening.branch];
  Device& device = *branch.devices[happening.device];
  if (!device.leg || !branch.open()) return false;
  switch (happening.kind) {
    case Happening::Kind::ringing:
      branch.call->ringing();
      return false;
    case Happening::Kind::early_media:
      let_hear(device);
      return false;
    case Happening::Kind::gone:
      close(branch, device, happening);
      return false;
    case Happening::Kind::answered:
      win(branch, device);
      return true;
  }
  return false;
}

// The caller hears what the one device's network says, in place of our own tone. Of several nobody could tell which.
void Dial::let_hear(Device& device) {
  const bool alone = branches_.size() == 1 && branches_.front()->devices.size() == 1;
  if (!alone || !parent_.leg()) return;
  parent_.early_media();
  bridge_ = context_.engine.listen(parent_.leg()->session(), device.leg->session());
}

void Dial::win(Branch& branch, Device& device) {
  winner_ = &branch;
  bridge_.reset();
  branch.call->adopt(std::move(device.leg));
  branch.call->set_observer(&branch);
  branch.call->answer();
  if (device.gone) branch.call->hangup(Cause::hangup);
  for (const auto& other : branches_) {
    for (const auto& loser : other->devices) {
      if (loser->leg) loser->leg->hangup(Cause::answered_elsewhere);
      loser->leg.reset();
    }
    if (other.get() != winner_) other->call->hangup(Cause::answered_elsewhere);
  }
}

void Dial::close(Branch& branch, Device& device, const Happening& happening) {
  bridge_.reset();
  device.leg.reset();
  if (!branch.cause || outranks(happening.cause, *branch.cause)) {
    branch.cause = happening.cause;
    branch.sip_code = happening.sip_code;
  }
  // RFC 3261 section 21.6: the person declines, wherever else it rings.
  if (happening.sip_code >= 600) {
    for (const auto& other : branch.devices) {
      if (other->leg) other->leg->hangup(Cause::cancelled);
      other->leg.reset();
    }
  }
  const bool others =
      std::any_of(branch.devices.begin(), branch.devices.end(), [](const auto& d) { return d->leg != nullptr; });
  if (!others) branch.call->hangup(*branch.cause, branch.sip_code);
}

void Dial::expire() {
  for (const auto& branch : branches_) {
    if (!branch->open() || branch->deadline > context_.deadlines.now()) continue;
    for (const auto& device : branch->devices) {
      if (device->leg) device->leg->hangup(Cause::no_answer);
      device->leg.reset();
    }
    // 487 is what a phone answers to our CANCEL (webhooks' SipResponseCode on a time-out).
    branch->call->hangup(Cause::no_answer, 487);
  }
}

bool Dial::any_open() const {
  return std::any_of(branches_.begin(), branches_.end(), [](const auto& branch) { return branch->open(); });
}

TimePoint Dial::next_deadline() const {
  TimePoint next = TimePoint::max();
  for (const auto& branch : branches_) {
    if (branch->open()) next = std::min(next, branch->deadline);
  }
  return next;
}

Task<void> Dial::talk(Duration limit) {
  Call& child = *winner_->call;
  if (child.over()) co_return;
  parent_.answer();
  bridge_ = context_.engine.bridge(parent_.leg()->session(), child.leg()->session());
  bridged_ = true;
  const bool gone = co_await winner_->over.wait_until(context_.deadlines, context_.deadlines.now() + limit);
  if (!gone) child.hangup(Cause::hangup);
  bridge_.reset();
}

DialOutcome Dial::outcome() const {
  DialOutcome out;
  out.bridged = bridged_;
  if (winner_) {
    out.status = "completed";
    out.call_sid = winner_->call->sid();
    out.duration = winner_->call->duration_seconds();
    return out;
  }
  if (branches_.empty()) return out;
  out.call_sid = branches_.front()->call->sid();
  if (any_open()) {
    out.status = "canceled";
    return out;
  }
  for (const std::string_view status : unanswered_order) {
    const auto has = [&](const auto& branch) { return branch->call->facts().status == status; };
    if (std::any_of(branches_.begin(), branches_.end(), has)) {
      out.status = status;
      break;
    }
  }
  return out;
}

}  // namespace ringback::call
