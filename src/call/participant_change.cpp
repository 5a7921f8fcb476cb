#include <utility>

#include "call/participant.hpp"

namespace ringback::call {
namespace {

template <class T>
bool take(T& member, const std::optional<T>& given) {
  return given && std::exchange(member, *given) != *given;
}

}  // namespace

Result<void> Participant::change(const ParticipantChange& change) {
  if (change.coach && !change.coach->empty()) {
    const auto* coached = conference_->find(*change.coach);
    if (!coached || coached == this) return Error{16028, "Who is to be coached is not in the conference"};
    if (coached->facts().hold) return Error{16027, "Who is to be coached is on hold"};
  }
  facts_.updated_ms = conference_->now_ms();
  if (change.hold) {
    hold_document_ = change.hold_document;
    if (*change.hold == facts_.hold && facts_.hold) changes_.notify();  // another document
    hold(*change.hold);
  }
  if (change.muted) mute(*change.muted);
  if (modify(change)) conference_->record(participant_modify, {.name = "participant-modify"}, &facts_);
  return {};
}

void Participant::mute(bool muted) {
  if (std::exchange(facts_.muted, muted) == muted) return;
  if (seat_) seat_->set_muted(muted);
  conference_->record(participant_mute, {.name = muted ? "participant-mute" : "participant-unmute"}, &facts_);
}

void Participant::hold(bool held) {
  if (std::exchange(facts_.hold, held) == held) return;
  if (const auto running = announcement_.lock()) running->interrupt();
  seat_.reset();
  changes_.notify();
  conference_->record(participant_hold, {.name = held ? "participant-hold" : "participant-unhold"}, &facts_);
}

bool Participant::modify(const ParticipantChange& change) {
  bool modified = take(beep_on_exit_, change.beep_on_exit);
  modified |= take(facts_.end_on_exit, change.end_on_exit);
  if (change.wait) {
    wait_ = change.wait;
    if (hearing() == Hearing::waiting) changes_.notify();
    modified = true;
  }
  if (!take(facts_.coached, change.coach)) return modified;
  facts_.coaching = !facts_.coached.empty();
  if (seat_ && !facts_.coaching) seat_->coach(nullptr);
  seat_coach();
  return true;
}

}  // namespace ringback::call
