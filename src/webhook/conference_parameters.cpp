#include "webhook/conference_parameters.hpp"

namespace ringback::webhook {
namespace {

std::string text_of(bool value) {
  return value ? "true" : "false";
}

void add_participant(Parameters& out, const call::ParticipantFacts& participant) {
  out.insert(out.end(), {{"CallSid", participant.call_sid},
                         {"Muted", text_of(participant.muted)},
                         {"Hold", text_of(participant.hold)},
                         {"Coaching", text_of(participant.coaching)},
                         {"EndConferenceOnExit", text_of(participant.end_on_exit)},
                         {"StartConferenceOnEnter", text_of(participant.start_on_enter)}});
  if (!participant.label.empty()) out.emplace_back("ParticipantLabel", participant.label);
  if (participant.reason_left.empty()) return;
  out.emplace_back("ParticipantCallStatus", participant.call_status);
  out.emplace_back("ReasonParticipantLeft", participant.reason_left);
}

void add_end(Parameters& out, const call::ConferenceFacts& conference) {
  if (!conference.ended_by.empty()) out.emplace_back("CallSidEndingConference", conference.ended_by);
  if (!conference.ended_by_label.empty())
    out.emplace_back("ParticipantLabelEndingConference", conference.ended_by_label);
  out.emplace_back("ReasonConferenceEnded", conference.reason_ended);
}

void add_announcement(Parameters& out, const call::ConferenceEvent& event) {
  out.emplace_back("AnnounceUrl", event.announce_url);
  if (!event.announcement_failed.empty()) out.emplace_back("ReasonAnnouncementFailed", event.announcement_failed);
}

Parameters recorded_parameters(const call::ConferenceEvent& event) {
  return {{"AccountSid", event.conference.account_sid},
          {"ConferenceSid", event.conference.sid},
          {"Duration", std::to_string(event.recording->duration)},
          {"EventName", event.name},
          {"RecordingFileSize", std::to_string(event.recording->bytes)},
          {"RecordingUrl", event.recording->url},
          {"Timestamp", rfc2822(event.at_ms / 1000)}};
}

}  // namespace

Parameters conference_parameters(const call::ConferenceEvent& event) {
  if (event.recording) return recorded_parameters(event);
  const auto& conference = event.conference;
  Parameters out = {{"AccountSid", conference.account_sid},     {"ConferenceSid", conference.sid},
                    {"FriendlyName", conference.friendly_name}, {"SequenceNumber", std::to_string(event.sequence)},
                    {"StatusCallbackEvent", event.name},        {"Timestamp", rfc2822(event.at_ms / 1000)}};
  if (event.participant) add_participant(out, *event.participant);
  if (!event.announce_url.empty()) add_announcement(out, event);
  if (event.name == "conference-end") add_end(out, conference);
  return out;
}

}  // namespace ringback::webhook
