#pragma once

#include "call/journal.hpp"
#include "store/calls.hpp"
#include "store/notifications.hpp"
#include "store/recordings.hpp"
#include "store/transcriptions.hpp"

namespace ringback::ledger {

// The record of a call after an event; `now` is when the event was recorded.
store::Call call_row(const call::Facts& facts, store::Millis now);

// What the product's debugger shows of a notice.
store::Recording recording_row(const call::Facts& facts, const call::RecordingFacts& recording, store::Millis now);
// The text of a recording.
store::Transcription transcription_row(const call::Event& event, store::Millis now);
store::Notification notification_row(const call::Facts& facts, const call::Notice& notice, store::Millis now);

// As much of the facts as the record has.
call::Facts facts_of(const store::Call& row);

}  // namespace ringback::ledger
