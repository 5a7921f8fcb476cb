#include "call/conference.hpp"

#include <algorithm>

#include "base/log.hpp"
#include "call/call.hpp"
#include "call/conference_sounds.hpp"

namespace ringback::call {

Conference::Conference(Context context, ConferenceFacts facts, const ConferenceOrder& first)
    : context_(context),
      facts_(std::move(facts)),
      max_participants_(first.max_participants),
      callback_(first.callback) {
  log::info("conference is made", {{"conference_sid", facts_.sid}, {"account_sid", facts_.account_sid}});
}

Participant* Conference::find(const std::string& call_sid) const {
  const auto found =
      std::ranges::find(participants_, call_sid, [](const auto* each) { return each->facts().call_sid; });
  return found == participants_.end() ? nullptr : *found;
}

bool Conference::has_label(const std::string& label) const {
  return std::ranges::any_of(participants_, [&](const auto* each) { return each->facts().label == label; });
}

void Conference::enter(Participant& participant) {
  participants_.push_back(&participant);
  record(participant_join, "participant-join", &participant);
  const bool starts = participants_.size() >= 2 &&
                      std::ranges::any_of(participants_, [](const auto* each) { return each->facts().start_on_enter; });
  if (started() || !starts) return;
  facts_.status = "in-progress";
  mix_ = context_.engine.make_mix(participant.call().leg()->session());
  record(conference_start, "conference-start", nullptr);
  for (auto* each : participants_) each->changed();
}

void Conference::leave(Participant& participant) {
  std::erase(participants_, &participant);
  record(participant_leave, "participant-leave", &participant);
  if (over()) return;
  if (participant.facts().end_on_exit) return end(participant, "participant-with-end-conference-on-exit-left");
  if (participants_.empty()) return end(participant, "last-participant-left");
}

void Conference::end(const Participant& last, std::string reason) {
  facts_.status = "completed";
  facts_.reason_ended = std::move(reason);
  facts_.ended_by = last.facts().call_sid;
  facts_.ended_by_label = last.facts().label;
  log::info("conference ends", {{"conference_sid", facts_.sid}, {"reason", facts_.reason_ended}});
  // Each leaves in a turn of its own.
  for (auto* each : participants_) each->changed();
  record(conference_end, "conference-end", nullptr);
}

std::unique_ptr<media::Seat> Conference::seat(Participant& participant) {
  return mix_->seat(participant.call().leg()->session(), participant.facts().muted, &participant);
}

void Conference::beep(bool entering) {
  if (mix_) mix_->play(conference_beep(entering));
}

void Conference::record(unsigned kind, std::string name, const Participant* about) {
  ConferenceEvent event{.name = std::move(name), .conference = facts_};
  if (about) event.participant = about->facts();
  event.at_ms =
      std::chrono::duration_cast<std::chrono::milliseconds>(context_.deadlines.wall_now().time_since_epoch()).count();
  if (!callback_.url.empty() && (callback_.events & kind) != 0) {
    event.callback = callback_;
    event.sequence = ++told_;
  }
  context_.journal.record(std::move(event));
}

}  // namespace ringback::call
