#pragma once

#include <cstdint>
#include <optional>
#include <string>

namespace ringback::call {

// What happens in a conference that an application may ask to hear of: members of a set.
enum ConferenceEvents : unsigned {
  conference_start = 1,
  conference_end = 2,
  participant_join = 4,
  participant_leave = 8,
  participant_mute = 16,
  participant_hold = 32,
  participant_modify = 64,
  participant_speech = 128,
  announcement = 256,
};

struct ConferenceFacts {
  std::string sid;
  std::string account_sid;
  std::string auth_token;  // signs what the application is told; never stored, never logged
  std::string friendly_name;
  std::string status = "init";  // in-progress, completed
  std::string reason_ended{};   // participant-with-end-conference-on-exit-left, last-participant-left
  std::string ended_by{};       // CallSid of who left then
  std::string ended_by_label{};
};

struct ParticipantFacts {
  std::string call_sid;
  std::string label;
  bool muted = false;
  bool hold = false;
  bool coaching = false;
  bool end_on_exit = false;
  bool start_on_enter = true;
  std::string call_status{};  // of who leaves
  std::string reason_left{};  // participant_hung_up, moderator_ended_conference
};

// Where the application hears of it: as the first participant says.
struct ConferenceCallback {
  std::string url;
  std::string method = "POST";
  unsigned events = 0;
};

struct ConferenceEvent {
  std::string name;  // conference-start, participant-join, …
  ConferenceFacts conference;
  std::optional<ParticipantFacts> participant{};
  std::int64_t at_ms = 0;                        // Unix milliseconds
  std::optional<ConferenceCallback> callback{};  // that is to be told of it
  int sequence = 0;                              // among those that it is told of, from 1
};

// Hears what happens in all conferences, in order. Control thread.
class ConferenceJournal {
 public:
  virtual ~ConferenceJournal() = default;
  // Returns at once.
  virtual void record(ConferenceEvent event) = 0;
};

}  // namespace ringback::call
