#include "call/call.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

#include "base/log.hpp"
#include "call/recording.hpp"

namespace ringback::call {
namespace {

// To hundredths, for people.
double rounded(double value) {
  return std::round(value * 100) / 100;
}

unsigned progress_of(Event::Kind kind) {
  switch (kind) {
    case Event::Kind::created:
      return initiated;
    case Event::Kind::ringing:
      return Progress::ringing;
    case Event::Kind::answered:
      return Progress::answered;
    case Event::Kind::ended:
      return completed;
    case Event::Kind::notice:
    case Event::Kind::recording:
    case Event::Kind::transcription:
    case Event::Kind::delivered:
      return 0;
  }
  return 0;
}

}  // namespace

std::int64_t duration_seconds(const Facts& facts) {
  return facts.answered_ms == 0 ? 0 : (facts.ended_ms - facts.answered_ms) / 1000;
}

Call::Call(Facts facts, Journal& journal, Deadlines& deadlines)
    : facts_(std::move(facts)), journal_(journal), deadlines_(deadlines) {}

Call::~Call() {
  observer_ = nullptr;
  hangup(Cause::server_error);
  record_end();
}

void Call::adopt(std::unique_ptr<Leg> leg) {
  leg_ = std::move(leg);
  leg_->set_listener(this);
}

void Call::begin() {
  if (begun_ || over_) return;
  begun_ = true;
  facts_.created_ms = now_ms();
  record(Event::Kind::created);
  log::info("call begins",
            {{"call_sid", facts_.sid}, {"from", facts_.from}, {"to", facts_.called}, {"direction", facts_.direction}});
}

void Call::ringing() {
  if (over_ || answered() || facts_.status == "ringing") return;
  facts_.status = "ringing";
  record(Event::Kind::ringing);
}

void Call::early_media() {
  if (leg_ && !over_ && !answered()) leg_->early_media();
}

void Call::answer() {
  if (over_ || answered()) return;
  if (leg_ && facts_.direction == "inbound") leg_->answer();
  facts_.status = "in-progress";
  facts_.answered_ms = now_ms();
  arm_limit();
  record(Event::Kind::answered);
}

void Call::hangup(Cause cause, int sip_code) {
  if (over_) return;
  if (leg_) leg_->hangup(cause);
  end(answered() ? "completed" : status_of(cause), sip_code);
}

void Call::reject(Cause cause) {
  if (over_) return;
  if (leg_) leg_->reject(cause);
  // Twilio knows two outcomes of a rejected call (docs/life-of-a-call.md).
  const bool refused = cause == Cause::rejected || cause == Cause::no_answer;
  end(refused ? "no-answer" : status_of(cause), 0);
}

void Call::terminate(Cause cause) {
  hangup(cause);
  if (auto* observer = std::exchange(observer_, nullptr)) observer->on_over();
}

void Call::limit(Duration from_answer) {
  limit_ = from_answer;
  if (answered() && !over_) arm_limit();
}

void Call::arm_limit() {
  if (!limit_) return;
  const Duration so_far = std::chrono::milliseconds(now_ms() - facts_.answered_ms);
  limit_timer_ = deadlines_.after(std::max(*limit_ - so_far, Duration::zero()), [this] { terminate(Cause::hangup); });
}

void Call::end(std::string_view status, int sip_code) {
  over_ = true;
  limit_timer_.reset();
  kept_.clear();
  if (ordered_) ordered_->stop();
  facts_.status = status;
  facts_.sip_code = sip_code;
  facts_.ended_ms = now_ms();
  if (leg_ && answered()) facts_.quality = leg_->session().quality();
  if (!begun_) return;
  log_end();
  end_is_due_ = true;
  if (!ordered_) record_end();
}

void Call::record_end() {
  if (!std::exchange(end_is_due_, false)) return;
  if (ordered_) name_recording(facts_, ordered_->facts());
  journal_.record({.kind = Event::Kind::ended, .call = facts_, .callbacks = due_on(Event::Kind::ended)});
}

void Call::log_end() const {
  const auto& [received, sent, round_trip_ms, playout] = facts_.quality;
  log::info("call ends", {{"call_sid", facts_.sid},
                          {"status", facts_.status},
                          {"seconds", duration_seconds()},
                          {"packets_received", received.packets},
                          {"received_lost", received.lost},
                          {"received_jitter_ms", rounded(received.jitter_ms)},
                          {"received_mos", rounded(received.mos)},
                          {"packets_sent", sent.packets},
                          {"sent_lost", sent.lost},
                          {"sent_jitter_ms", rounded(sent.jitter_ms)},
                          {"sent_mos", rounded(sent.mos)},
                          {"round_trip_ms", rounded(round_trip_ms)},
                          {"playout_packets", playout.packets},
                          {"playout_lost", playout.lost},
                          {"playout_late", playout.late},
                          {"playout_recovered", playout.recovered},
                          {"playout_concealed_ms", playout.concealed_ms},
                          {"playout_depth_ms", rounded(playout.depth_ms)}});
}

void Call::on_gone(Leg&, Cause cause, int sip_code) {
  if (over_) return;
  if (cause == Cause::media_lost) log::warn("the far end fell silent", {{"call_sid", facts_.sid}});
  // An inbound caller who gives up before the answer is "no-answer" to the one who is called (REST API, life of a
  // call).
  const std::string_view unanswered = facts_.direction == "inbound" ? "no-answer" : status_of(cause);
  end(answered() ? "completed" : unanswered, sip_code);
  if (auto* observer = std::exchange(observer_, nullptr)) observer->on_over();
}

std::int64_t Call::duration_seconds() const {
  if (!answered()) return 0;
  return over_ ? call::duration_seconds(facts_) : (now_ms() - facts_.answered_ms) / 1000;
}

void Call::notice(Notice notice) {
  notice.url = without_userinfo(notice.url);
  log::warn(notice.text, {{"call_sid", facts_.sid}, {"error_code", notice.code}, {"url", notice.url}});
  journal_.record(Event{.kind = Event::Kind::notice, .call = facts_, .notice = std::move(notice)});
}

void Call::keep(std::unique_ptr<Recording> recording) {
  std::erase_if(kept_, [](const auto& kept) { return kept->stopped(); });
  kept_.push_back(std::move(recording));
}

void Call::keep_ordered(std::unique_ptr<Recording> recording) {
  ordered_ = std::move(recording);
}

Task<void> Call::closed() {
  if (!end_is_due_) co_return;
  co_await Recording::Outcome::wait(ordered_->outcome());
  record_end();
}

Task<void> Call::say_goodbyes() {
  const auto goodbyes = std::exchange(goodbyes_, {});
  for (const auto& goodbye : goodbyes) {
    co_await goodbye();
  }
}

void Call::record(Event::Kind kind) {
  if (!begun_) return;
  auto due = due_on(kind);
  journal_.record(Event{.kind = kind, .call = facts_, .callbacks = std::move(due), .promised = due_at_end()});
}

std::vector<Callback> Call::due_on(Event::Kind kind) {
  std::vector<Callback> out;
  for (Callback& callback : callbacks_) {
    if ((callback.events & progress_of(kind)) == 0) continue;
    out.push_back(callback);
    ++callback.sequence;
  }
  return out;
}

std::vector<Callback> Call::due_at_end() const {
  std::vector<Callback> out = callbacks_;
  std::erase_if(out, [](const Callback& callback) { return (callback.events & completed) == 0; });
  return out;
}

std::int64_t Call::now_ms() const {
  return std::chrono::duration_cast<std::chrono::milliseconds>(deadlines_.wall_now().time_since_epoch()).count();
}

}  // namespace ringback::call
