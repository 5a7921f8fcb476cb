#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/async.hpp"
#include "base/text.hpp"
#include "call/progress.hpp"
#include "media/quality.hpp"

namespace ringback::call {

// What REST shows of a call, copied into each event.
struct Facts {
  std::string sid;
  std::string account_sid;
  std::string auth_token;  // signs the requests about this call; never stored, never logged
  std::string parent_sid;
  std::string application_sid;
  std::string phone_number_sid;
  std::string to;
  std::string from;
  std::string called;     // differs from `to` for calls of a client
  std::string status;     // ringing, in-progress, …
  std::string direction;  // inbound, outbound-dial, outbound-api
  std::string forwarded_from;
  std::int64_t created_ms = 0;  // Unix milliseconds
  std::int64_t answered_ms = 0;
  std::int64_t ended_ms = 0;
  int sip_code = 0;
  // Of the recording that the order of the call asked for, once it is complete.
  std::string recording_sid{};
  std::string recording_url{};
  std::int64_t recording_duration = 0;  // seconds
  bool inside = false;                  // dialled by another call of this server
  media::Quality quality;               // of a call that was answered and is over
};

// What REST shows of a recording of a call, copied into each event about it.
struct RecordingFacts {
  std::string sid;
  std::string status = "in-progress";  // paused, stopped, completed, absent
  std::string source;                  // RecordVerb, DialVerb, Conference, StartCallRecordingAPI, OutboundAPI, …
  std::string track = "both";          // inbound, outbound
  int channels = 1;
  std::int64_t started_ms = 0;  // Unix milliseconds
  std::int64_t duration = 0;    // seconds, once it is complete
  int error_code = 0;
  std::string url;               // of its sound
  std::string events;            // that the application asked to hear of, parted by blanks
  std::string conference_sid{};  // of a conference; its call is then that of the first participant
  // Of the text that is wanted of it; empty: none is.
  std::string transcription_sid{};
  std::string transcribe_callback{};

  // Its file is complete, or there is none.
  bool over() const { return status == "completed" || status == "absent"; }
};

// What REST shows of the text of a recording, copied into each event about it.
struct TranscriptionFacts {
  std::string sid;
  std::string status = "in-progress";  // completed, failed
  std::string text{};
  std::int64_t started_ms = 0;  // Unix milliseconds
};

// A status callback that somebody asked for.
struct Callback {
  std::string url;
  std::string method = "POST";
  std::string sid{};            // given by the ledger once the event is stored
  unsigned events = completed;  // a set of Progress: when it is due
  int sequence = 0;             // how many have gone to it before this one
};

struct Notice {
  int code = 0;  // Twilio's error or warning code
  bool warning = true;
  std::string text;
  std::string url;  // the document or request that it is about
  std::string method;
};

// One thing that happened to a call.
struct Event {
  // `delivered`: `callbacks` have been told, or given up.
  enum class Kind { created, ringing, answered, ended, notice, delivered, recording, transcription };
  Kind kind = Kind::created;
  Facts call;
  std::vector<Callback> callbacks{};  // to be told of this event
  std::vector<Callback> promised{};   // to be told when the call ends
  std::optional<Notice> notice;
  std::optional<RecordingFacts> recording{};  // also of a transcription
  std::optional<TranscriptionFacts> transcription{};
};

// An ordered queue per call. Implemented by ledger, which stores an event before it passes it on.
class Journal {
 public:
  virtual ~Journal() = default;
  // Returns at once.
  virtual void record(Event event) = 0;
  // Resumes once everything recorded so far for this call is stored (or has failed to be, which is logged).
  virtual Task<void> flush(std::string call_sid) = 0;
};

}  // namespace ringback::call
