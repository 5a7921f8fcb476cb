#pragma once

#include "store/table/table.hpp"
#include "store/transcriptions.hpp"

namespace ringback::store::table {

template <>
struct Table<Transcription> {
  static constexpr std::string_view name = "transcriptions";
  static constexpr std::string_view key = "sid";

  template <class Visit>
  static void columns(Transcription& row, Visit visit) {
    visit("sid", row.sid);
    visit("account_sid", row.account_sid);
    visit("recording_sid", row.recording_sid);
    visit("status", row.status);
    visit("transcription_text", row.transcription_text);
    visit("duration", row.duration);
    visit("date_created", row.date_created);
    visit("date_updated", row.date_updated);
    visit("snapshot", row.snapshot);
  }
};

inline void narrow(Conditions& conditions, const TranscriptionFilter& filter) {
  conditions.equal_if("recording_sid", filter.recording_sid);
}

}  // namespace ringback::store::table
