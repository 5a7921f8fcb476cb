#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/async.hpp"
#include "base/result.hpp"
#include "store/page.hpp"
#include "store/records.hpp"

namespace ringback::store {

// The texts of recordings. As the Store, of which it is a part.
class Transcriptions {
 public:
  virtual ~Transcriptions() = default;

  virtual Task<Result<std::optional<Transcription>>> transcription(std::string account_sid, std::string sid) = 0;
  // Of one recording, or of all if `recording_sid` is empty.
  virtual Task<Result<Rows<Transcription>>> transcriptions(std::string account_sid, std::string recording_sid,
                                                           Page page) = 0;
  // Inserts or replaces, with the callbacks that are due about it.
  virtual Task<Result<void>> save(Transcription transcription, std::vector<DueCallback> due) = 0;
  virtual Task<Result<void>> remove_transcription(std::string sid) = 0;
  // That a crash left behind.
  virtual Task<Result<std::vector<Transcription>>> open_transcriptions() = 0;
};

}  // namespace ringback::store
