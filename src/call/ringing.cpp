#include "call/ringing.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace ringback::call {

// What a device's leg said. The device may be gone by the time it is read, so it is named by place.
struct Ringing::Happening {
  enum class Kind { ringing, early_media, answered, gone, over };
  Kind kind;
  std::size_t branch;
  std::size_t device;
  Cause cause = Cause::failed;
  int sip_code = 0;
};

struct Ringing::Device final : Leg::Listener {
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
  void hangup(Cause cause) {
    if (leg) leg->hangup(cause);
    leg.reset();
  }

  Inbox<Happening>& inbox;
  std::size_t branch;
  std::size_t index;
  std::unique_ptr<Leg> leg;
  bool gone = false;  // perhaps before its answer has been read
};

struct Ringing::Branch final : Call::Observer {
  explicit Branch(Inbox<Happening>& to) : inbox(to) {}
  ~Branch() override {
    if (call && call->observer() == this) call->set_observer(nullptr);
  }
  Branch(const Branch&) = delete;
  Branch& operator=(const Branch&) = delete;

  // Somebody has ended the call from outside.
  void on_over() override {
    hangup(Cause::cancelled);
    inbox.push({Happening::Kind::over, 0, 0});
  }
  bool open() const { return !call->over() && !call->answered(); }
  bool rings() const {
    return std::any_of(devices.begin(), devices.end(), [](const auto& device) { return device->leg != nullptr; });
  }
  void hangup(Cause cause) {
    for (const auto& device : devices) device->hangup(cause);
  }

  Inbox<Happening>& inbox;
  std::shared_ptr<Call> call;
  std::vector<std::unique_ptr<Device>> devices;
  TimePoint deadline;
  // The best reason among devices that declined, and its code: a fork reports busy before no-answer before failed.
  std::optional<Cause> cause;
  int sip_code = 0;
};

namespace {

bool outranks(Cause a, Cause b) {
  static constexpr std::array<std::string_view, 3> order = {"busy", "no-answer", "failed"};
  const auto rank = [](Cause cause) { return std::find(order.begin(), order.end(), status_of(cause)) - order.begin(); };
  return rank(a) < rank(b);
}

}  // namespace

Ringing::Ringing(Exchange& exchange, Deadlines& deadlines, OnEarlyMedia on_early_media)
    : exchange_(exchange), deadlines_(deadlines), on_early_media_(std::move(on_early_media)) {}

Ringing::~Ringing() {
  for (const auto& branch : branches_) {
    branch->hangup(Cause::cancelled);
    if (branch->open()) branch->call->hangup(Cause::cancelled);
  }
}

void Ringing::start(Party party) {
  branches_.push_back(std::make_unique<Branch>(happenings_));
  Branch& branch = *branches_.back();
  branch.call = std::move(party.call);
  branch.call->set_observer(&branch);
  branch.deadline = deadlines_.now() + party.timeout;
  auto legs = exchange_.dial(party.target);
  if (!legs) {
    branch.call->notice({.code = legs.error().code, .warning = true, .text = legs.error().message});
    branch.call->hangup(Cause::failed);
  } else if (legs->empty()) {
    branch.call->hangup(Cause::no_answer);
  } else {
    place(branch, std::move(*legs));
  }
}

void Ringing::place(Branch& branch, std::vector<std::unique_ptr<Leg>> legs) {
  const std::size_t index = branches_.size() - 1;
  for (auto& leg : legs) {
    branch.devices.push_back(std::make_unique<Device>(happenings_, index, branch.devices.size(), std::move(leg)));
  }
  for (const auto& device : branch.devices) device->leg->dial();
}

Task<std::shared_ptr<Call>> Ringing::answer() {
  const auto open = [this] {
    return std::any_of(branches_.begin(), branches_.end(), [](const auto& branch) { return branch->open(); });
  };
  while (open()) {
    const auto happening = co_await happenings_.receive_until(deadlines_, next_deadline());
    if (!happening) {
      expire();
    } else if (take(*happening)) {
      co_return branches_[happening->branch]->call;
    }
  }
  co_return nullptr;
}

// True if somebody has answered.
bool Ringing::take(const Happening& happening) {
  if (happening.kind == Happening::Kind::over) return false;
  Branch& branch = *branches_[happening.branch];
  Device& device = *branch.devices[happening.device];
  if (!device.leg || !branch.open()) return false;
  switch (happening.kind) {
    case Happening::Kind::ringing:
      branch.call->ringing();
      return false;
    case Happening::Kind::early_media:
      let_hear(device.leg.get());
      return false;
    case Happening::Kind::gone:
      close(branch, device, happening);
      return false;
    case Happening::Kind::answered:
      win(branch, device);
      return true;
    case Happening::Kind::over:
      break;
  }
  return false;
}

// Of several nobody could tell which is heard.
void Ringing::let_hear(Leg* leg) {
  const bool alone = branches_.size() == 1 && branches_.front()->devices.size() == 1;
  if (on_early_media_ && (alone || !leg)) on_early_media_(leg);
}

void Ringing::win(Branch& branch, Device& device) {
  let_hear(nullptr);
  branch.call->set_observer(nullptr);
  branch.call->set_sip_answer(device.leg->sip_answer());
  branch.call->adopt(std::move(device.leg));
  branch.call->answer();
  if (device.gone) branch.call->hangup(Cause::hangup);
  for (const auto& other : branches_) {
    other->hangup(Cause::answered_elsewhere);
    if (other.get() != &branch) other->call->hangup(Cause::answered_elsewhere);
  }
}

void Ringing::close(Branch& branch, Device& device, const Happening& happening) {
  let_hear(nullptr);
  if (!branch.cause || outranks(happening.cause, *branch.cause)) {
    branch.cause = happening.cause;
    branch.sip_code = happening.sip_code;
    branch.call->set_sip_answer(device.leg->sip_answer());
  }
  if (const auto trouble = device.leg->trouble()) {
    branch.call->notice({.code = trouble->code, .warning = true, .text = trouble->message});
  }
  device.leg.reset();
  // RFC 3261 section 21.6: the person declines, wherever else it rings.
  if (happening.sip_code >= 600) branch.hangup(Cause::cancelled);
  if (!branch.rings()) branch.call->hangup(*branch.cause, branch.sip_code);
}

void Ringing::expire() {
  for (const auto& branch : branches_) {
    if (!branch->open() || branch->deadline > deadlines_.now()) continue;
    branch->hangup(Cause::no_answer);
    // 487 is what a phone answers to our CANCEL (webhooks' SipResponseCode on a time-out).
    branch->call->hangup(Cause::no_answer, 487);
  }
}

TimePoint Ringing::next_deadline() const {
  TimePoint next = TimePoint::max();
  for (const auto& branch : branches_) {
    if (branch->open()) next = std::min(next, branch->deadline);
  }
  return next;
}

}  // namespace ringback::call
