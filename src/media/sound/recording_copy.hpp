#pragma once

#include <stop_token>
#include <string>

#include "base/result.hpp"

namespace ringback::media {

// Another form of a recording's WAV file.
struct RecordingCopy {
  bool mp3 = false;          // 32 kbit/s a channel
  bool one_channel = false;  // both mixed
};

// Writes it to `to` (mode 0600), whole or not at all: it is written beside and renamed. Takes its time: for a worker.
Result<void> copy_recording(const std::string& from, const std::string& to, RecordingCopy copy,
                            const std::stop_token& stop);

}  // namespace ringback::media
