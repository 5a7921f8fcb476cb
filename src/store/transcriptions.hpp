#pragma once

#include <string>
#include <vector>

#include "store/collection.hpp"
#include "store/due_callbacks.hpp"

namespace ringback::store {

// What a recording says, as an engine has understood it.
struct Transcription {
  std::string sid;  // TR…
  std::string account_sid;
  std::string recording_sid;
  std::string status;  // in-progress completed failed
  std::string transcription_text;
  int duration = 0;  // seconds, of the recording
  Millis date_created = 0;
  Millis date_updated = 0;
  std::string snapshot{};  // while it is under way: all that ending it asks for, in the ledger's own words
};

struct TranscriptionFilter {
  std::string recording_sid;
};

class Transcriptions : public Records<Transcription, TranscriptionFilter> {
 public:
  // Inserts or replaces, with the callbacks that are due about it.
  virtual Task<Result<void>> save(Transcription transcription, std::vector<DueCallback> due) = 0;
  virtual Task<Result<void>> remove(std::string sid) = 0;
  // What a crash left open.
  virtual Task<Result<std::vector<Transcription>>> open() = 0;
};

}  // namespace ringback::store
