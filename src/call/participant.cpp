#include "call/participant.hpp"

#include <utility>

#include "call/call.hpp"

namespace ringback::call {

Participant::Participant(std::shared_ptr<Conference> conference, Call& call, const ConferenceOrder& order)
    : conference_(std::move(conference)),
      call_(call),
      facts_{.call_sid = call.sid(),
             .label = order.label,
             .muted = order.muted,
             .coaching = !order.coach.empty(),
             .end_on_exit = order.end_on_exit,
             .start_on_enter = order.start_on_enter,
             .coached = order.coach},
      beep_on_enter_(order.beep_on_enter),
      beep_on_exit_(order.beep_on_exit),
      wait_(order.wait) {
  facts_.created_ms = facts_.updated_ms = conference_->now_ms();
  conference_->enter(*this, order);
  // Who has waited for the room to start comes without a beep: nobody is disturbed.
  if (!conference_->started()) beep_on_enter_ = false;
}

Participant::~Participant() {
  leave();
}

Participant::Hearing Participant::hearing() const {
  if (left_ || conference_->over()) return Hearing::nothing;
  if (facts_.hold) return Hearing::holding;
  return conference_->started() ? Hearing::talking : Hearing::waiting;
}

void Participant::leave(std::string reason) {
  if (std::exchange(left_, true)) return;
  if (const auto running = announcement_.lock()) running->interrupt();
  const bool sat = seat_ != nullptr;
  seat_.reset();
  facts_.call_status = call_.facts().status;
  facts_.reason_left = std::move(reason);
  if (conference_->over()) {
    const bool by_request = conference_->facts().reason_ended == "conference-ended-via-api";
    facts_.reason_left = by_request ? "conference_ended_via_api" : "moderator_ended_conference";
  }
  conference_->leave(*this);
  changes_.notify();
  if (sat && beep_on_exit_ && !conference_->over()) conference_->beep(false);
}

void Participant::take_seat() {
  if (seat_ || hearing() != Hearing::talking || !call_.leg()) return;
  seat_ = conference_->seat(*this);
  if (std::exchange(beep_on_enter_, false)) conference_->beep(true);
  for (auto* each : conference_->participants_) each->seat_coach();
}

// Whom it coaches, or it itself, may have sat down only now.
void Participant::seat_coach() {
  if (!seat_ || facts_.coached.empty()) return;
  const auto* coached = conference_->find(facts_.coached);
  if (coached && coached->seat_) seat_->coach(coached->seat_.get());
}

void Participant::on_speech(bool speaks) {
  conference_->record(participant_speech, {.name = speaks ? "participant-speech-start" : "participant-speech-stop"},
                      &facts_);
}

void Participant::begin_announcement(const std::shared_ptr<Interruptible>& running) {
  if (const auto former = announcement_.lock()) former->interrupt();
  announcement_ = running;
}

}  // namespace ringback::call
