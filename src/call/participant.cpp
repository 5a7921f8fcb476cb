#include <utility>

#include "call/call.hpp"
#include "call/conference.hpp"

namespace ringback::call {

Participant::Participant(std::shared_ptr<Conference> conference, Call& call, const ConferenceOrder& order)
    : conference_(std::move(conference)),
      call_(call),
      facts_{.call_sid = call.sid(),
             .label = order.label,
             .muted = order.muted,
             .coaching = !order.coach.empty(),
             .end_on_exit = order.end_on_exit,
             .start_on_enter = order.start_on_enter},
      beep_on_enter_(order.beep_on_enter),
      beep_on_exit_(order.beep_on_exit),
      coached_(order.coach) {
  conference_->enter(*this);
  waited_ = !conference_->started();
}

Participant::~Participant() {
  leave();
}

void Participant::leave(std::string reason) {
  if (std::exchange(left_, true)) return;
  const bool sat = seat_ != nullptr;
  seat_.reset();
  facts_.call_status = call_.facts().status;
  facts_.reason_left = conference_->over() ? "moderator_ended_conference" : std::move(reason);
  conference_->leave(*this);
  ended_.notify();
  if (sat && beep_on_exit_ && !conference_->over()) conference_->beep(false);
}

void Participant::take_seat() {
  if (seat_ || left_ || !conference_->started() || !call_.leg()) return;
  seat_ = conference_->seat(*this);
  if (beep_on_enter_ && !waited_) conference_->beep(true);
  for (auto* each : conference_->participants_) each->seat_coach();
}

// Whom it coaches, or it itself, may have sat down only now.
void Participant::seat_coach() {
  if (!seat_ || coached_.empty()) return;
  const auto* coached = conference_->find(coached_);
  if (coached && coached->seat_) seat_->coach(coached->seat_.get());
}

void Participant::set_muted(bool muted) {
  if (std::exchange(facts_.muted, muted) == muted) return;
  if (seat_) seat_->set_muted(muted);
  conference_->record(participant_mute, muted ? "participant-mute" : "participant-unmute", this);
}

void Participant::on_speech(bool speaks) {
  conference_->record(participant_speech, speaks ? "participant-speech-start" : "participant-speech-stop", this);
}

void Participant::changed() {
  if (conference_->over()) ended_.notify();
  if (changed_) changed_();
}

Task<void> Participant::wait_for_end() {
  auto& deadlines = conference_->context_.deadlines;
  while (!conference_->over() && !left_) {
    co_await ended_.wait_until(deadlines, TimePoint::max());
  }
}

}  // namespace ringback::call
