#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "base/async.hpp"
#include "call/journal.hpp"

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
  // Once it is over: conference-ended-via-api, participant-with-end-conference-on-exit-left or -kicked,
  // last-participant-left or -kicked.
  std::string reason_ended{};
  std::string ended_by{};  // CallSid of who left then
  std::string ended_by_label{};
  std::int64_t created_ms = 0;  // Unix milliseconds
};

struct ParticipantFacts {
  std::string call_sid;
  std::string label;
  bool muted = false;
  bool hold = false;
  bool coaching = false;
  bool end_on_exit = false;
  bool start_on_enter = true;
  std::string coached{};      // CallSid of whom it coaches
  std::string call_status{};  // of who leaves
  // participant_hung_up, moderator_ended_conference, conference_ended_via_api, participant_updated_via_api,
  // participant_add_failed
  std::string reason_left{};
  std::int64_t created_ms = 0;  // Unix milliseconds
  std::int64_t updated_ms = 0;
};

// Where the application hears of it: as the first participant says.
struct ConferenceCallback {
  std::string url;
  std::string method = "POST";
  unsigned events = 0;
};

// A recording of the conference that is complete: told under a name of its own.
struct ConferenceRecording {
  std::string url;
  std::int64_t duration = 0;  // seconds
  std::int64_t bytes = 0;
};

struct ConferenceEvent {
  std::string name;  // conference-start, participant-join, …
  ConferenceFacts conference;
  std::optional<ParticipantFacts> participant{};
  std::int64_t at_ms = 0;                        // Unix milliseconds
  std::optional<ConferenceCallback> callback{};  // that is to be told of it
  ConferenceCallback promised{};                 // the conference's, whether or not this event is for it
  int sequence = 0;                              // of those that the callback was told, this one included
  std::string announce_url{};
  std::string announcement_failed{};  // why
  std::optional<ConferenceRecording> recording{};
  std::string due_sid{};  // of its record, once it is stored that the callback is due
};

// Hears what happens in all conferences, in order. Control thread. Implemented by ledger, which stores an event before
// it passes it on, and webhook.
class ConferenceJournal {
 public:
  virtual ~ConferenceJournal() = default;
  // Returns at once.
  virtual void record(ConferenceEvent event) = 0;
  // The callback of that event has been told, or given up.
  virtual void delivered(ConferenceEvent) {}
  // Resumes once everything recorded so far of this conference is stored (or has failed to be, which is logged).
  virtual Task<void> flush(std::string) { co_return; }
};

}  // namespace ringback::call
