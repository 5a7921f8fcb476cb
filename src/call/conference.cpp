#include "call/conference.hpp"

#include <algorithm>

#include "base/log.hpp"
#include "call/call.hpp"
#include "call/conference_sounds.hpp"
#include "call/participant.hpp"

namespace ringback::call {

Conference::Conference(Context context, ConferenceFacts facts, const ConferenceOrder& first)
    : context_(context),
      facts_(std::move(facts)),
      max_participants_(first.max_participants),
      callback_(first.callback) {
  facts_.created_ms = now_ms();
  log::info("conference is made", {{"conference_sid", facts_.sid}, {"account_sid", facts_.account_sid}});
  record(0, {.name = "conference-made"}, nullptr);
}

Participant* Conference::find(const std::string& call_sid) const {
  const auto found =
      std::ranges::find(participants_, call_sid, [](const auto* each) { return each->facts().call_sid; });
  return found == participants_.end() ? nullptr : *found;
}

bool Conference::has_label(const std::string& label) const {
  const auto has = [&](const auto* each) { return each->facts().label == label; };
  return std::ranges::any_of(participants_, has) || std::ranges::any_of(invitations_, has);
}

void Conference::enter(Participant& participant, const ConferenceOrder& order) {
  const auto& call_sid = participant.facts().call_sid;
  std::erase_if(invitations_, [&](const auto* each) { return each->facts().call_sid == call_sid; });
  participants_.push_back(&participant);
  record(participant_join, {.name = "participant-join"}, &participant.facts());
  if (!recording_order_ && order.recording) {
    recording_order_ = order.recording;
    recorded_url_ = order.recorded_url;
  }
  const bool starts = participants_.size() >= 2 &&
                      std::ranges::any_of(participants_, [](const auto* each) { return each->facts().start_on_enter; });
  if (!started() && starts) {
    facts_.status = "in-progress";
    mix_ = context_.engine.make_mix(participant.call().leg()->session());
    record(conference_start, {.name = "conference-start"}, nullptr);
    for (auto* each : participants_) each->changes().notify();
  }
  if (started() && recording_order_ && !recording_) record_sound();
}

// In one channel who was first, in the other everybody else.
void Conference::record_sound() {
  auto& first = participants_.front()->call();
  auto order = *recording_order_;
  order.conference_sid = facts_.sid;
  if (!recorded_url_.empty()) {
    ConferenceEvent event{.name = "conference-record-end", .conference = facts_};
    event.callback = ConferenceCallback{.url = recorded_url_};
    order.on_complete = [journal = &context_.journal, deadlines = &context_.deadlines, event](
                            const RecordingFacts& recording, std::int64_t bytes) mutable {
      event.recording = ConferenceRecording{recording.url, recording.duration, bytes};
      event.at_ms = milliseconds_of(deadlines->wall_now());
      journal->record(std::move(event));
    };
  }
  recording_ = std::make_unique<Recording>(
      context_.recordings, first.facts(), std::move(order),
      [&](std::shared_ptr<media::TapSink> sink) { return mix_->tap(std::move(sink), first.leg()->session()); });
}

void Conference::leave(Participant& participant) {
  std::erase(participants_, &participant);
  const auto& facts = participant.facts();
  record(participant_leave, {.name = "participant-leave"}, &facts);
  if (over()) return;
  const bool kicked = facts.reason_left == "participant_updated_via_api";
  if (facts.end_on_exit) {
    return end(&facts, std::string("participant-with-end-conference-on-exit-") + (kicked ? "kicked" : "left"));
  }
  close_if_empty(facts);
}

void Conference::close_if_empty(const ParticipantFacts& last) {
  if (over() || !participants_.empty() || !invitations_.empty()) return;
  const bool kicked = last.reason_left == "participant_updated_via_api";
  end(&last, kicked ? "last-participant-kicked" : "last-participant-left");
}

void Conference::end_by_request() {
  if (!over()) end(nullptr, "conference-ended-via-api");
}

void Conference::end(const ParticipantFacts* last, std::string reason) {
  facts_.status = "completed";
  facts_.reason_ended = std::move(reason);
  if (last) {
    facts_.ended_by = last->call_sid;
    facts_.ended_by_label = last->label;
  }
  log::info("conference ends", {{"conference_sid", facts_.sid}, {"reason", facts_.reason_ended}});
  recording_.reset();
  if (const auto running = announcement_.lock()) running->interrupt();
  // Each leaves in a turn of its own.
  for (auto* each : participants_) each->changes().notify();
  record(conference_end, {.name = "conference-end"}, nullptr);
}

void Conference::begin_announcement(const std::shared_ptr<Interruptible>& running) {
  if (const auto former = announcement_.lock()) former->interrupt();
  announcement_ = running;
}

void Conference::announced(const std::string& url, const std::string& failed, const ParticipantFacts* to) {
  record(announcement,
         {.name = failed.empty() ? "announcement-end" : "announcement-fail",
          .announce_url = url,
          .announcement_failed = failed},
         to);
}

std::unique_ptr<media::Seat> Conference::seat(Participant& participant) {
  return mix_->seat(participant.call().leg()->session(), participant.facts().muted, &participant);
}

void Conference::beep(bool entering) {
  if (mix_) mix_->play(conference_beep(entering));
}

void Conference::record(unsigned kind, ConferenceEvent event, const ParticipantFacts* about) {
  event.conference = facts_;
  event.promised = callback_;
  if (about) event.participant = *about;
  event.at_ms = now_ms();
  if (!callback_.url.empty() && (callback_.events & kind) != 0) {
    event.callback = callback_;
    ++told_;
  }
  event.sequence = told_;
  context_.journal.record(std::move(event));
}

std::int64_t Conference::now_ms() const {
  return milliseconds_of(context_.deadlines.wall_now());
}

Invitation::Invitation(std::shared_ptr<Conference> conference, const std::string& call_sid,
                       const ConferenceOrder& order)
    : conference_(std::move(conference)) {
  facts_ = {.call_sid = call_sid,
            .label = order.label,
            .muted = order.muted,
            .coaching = !order.coach.empty(),
            .end_on_exit = order.end_on_exit,
            .start_on_enter = order.start_on_enter,
            .coached = order.coach};
  facts_.created_ms = facts_.updated_ms = conference_->now_ms();
  conference_->invitations_.push_back(this);
}

Invitation::~Invitation() {
  if (std::erase(conference_->invitations_, this) > 0) conference_->close_if_empty(facts_);
}

}  // namespace ringback::call
