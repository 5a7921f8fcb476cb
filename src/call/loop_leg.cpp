#include "call/loop_leg.hpp"

#include <list>
#include <utility>

namespace ringback::call {
namespace {

constexpr int internal_error = 20500;

class LoopLeg : public Leg, private media::Session::Listener {
 public:
  LoopLeg(std::unique_ptr<media::Session> session, Deadlines& deadlines)
      : deadlines_(deadlines), session_(std::move(session)) {
    session_->set_listener(this);
  }
  ~LoopLeg() override {
    session_->set_listener(nullptr);
    if (other_) other_->part(Cause::hangup);
  }
  LoopLeg(const LoopLeg&) = delete;
  LoopLeg& operator=(const LoopLeg&) = delete;

  void set_listener(Leg::Listener* listener) override { listener_ = listener; }
  void ring() override {
    tell([](LoopLeg& near) { near.listener_->on_ringing(near); });
  }
  void early_media() override {
    tell([](LoopLeg& near) { near.listener_->on_early_media(near); });
  }
  void answer() override {
    session_->expect_media();
    tell([](LoopLeg& near) {
      near.session_->expect_media();
      near.listener_->on_answered(near);
    });
  }
  void reject(Cause cause) override { hangup(cause == Cause::rejected ? Cause::failed : cause); }
  void dial() override {}
  void hangup(Cause cause) override {
    if (auto* other = std::exchange(other_, nullptr)) other->part(cause);
  }
  media::Session& session() override { return *session_; }

  static void join(LoopLeg& a, LoopLeg& b) {
    a.other_ = &b;
    b.other_ = &a;
  }

 private:
  void on_digit(char digit) override {
    if (listener_) listener_->on_digit(*this, digit);
  }
  void on_peer_lost() override {}

  // The other end hears it in a turn of its own.
  void tell(void (*what)(LoopLeg&)) {
    if (other_)
      other_->later([other = other_, what] {
        if (other->listener_) what(*other);
      });
  }
  void part(Cause cause) {
    other_ = nullptr;
    later([this, cause] {
      if (listener_) listener_->on_gone(*this, cause, 0);
    });
  }
  void later(std::function<void()> action) { timers_.push_back(deadlines_.after(Duration::zero(), std::move(action))); }

  Deadlines& deadlines_;
  std::unique_ptr<media::Session> session_;
  Leg::Listener* listener_ = nullptr;
  LoopLeg* other_ = nullptr;
  std::list<Deadlines::Timer> timers_;
};

// The end that dials.
class DiallingLeg final : public LoopLeg {
 public:
  DiallingLeg(std::unique_ptr<media::Session> session, std::unique_ptr<LoopLeg> far, const LoopSetup& setup)
      : LoopLeg(std::move(session), setup.deadlines),
        far_(std::move(far)),
        handler_(setup.handler),
        incoming_(setup.incoming) {
    join(*this, *far_);
  }
  void dial() override { handler_.on_incoming(std::move(far_), std::move(incoming_)); }

 private:
  std::unique_ptr<LoopLeg> far_;  // until it has arrived
  IncomingLegHandler& handler_;
  IncomingCall incoming_;
};

}  // namespace

Result<std::unique_ptr<Leg>> make_loop(LoopSetup setup) {
  const media::SessionOptions options{
      .peer_address = "127.0.0.1", .beside = setup.beside, .codecs = {media::Codec::pcmu}};
  auto near = setup.engine.make_session(options);
  auto far = setup.engine.make_session(options);
  if (!near || !far) return Error{internal_error, near ? far.error().message : near.error().message};
  const auto answer = (*far)->answer((*near)->offer());
  if (!answer || !(*near)->accept(*answer)) return Error{internal_error, "a call inside the server has no sound"};
  auto arriving = std::make_unique<LoopLeg>(*std::move(far), setup.deadlines);
  return std::unique_ptr<Leg>(std::make_unique<DiallingLeg>(*std::move(near), std::move(arriving), setup));
}

}  // namespace ringback::call
