#pragma once

#include <optional>
#include <string>
#include <vector>

#include "call/journal.hpp"

namespace ringback::ledger {

// What of a call outlives the program in words of our own: its facts, without the Auth Token, and whom to tell.
struct Snapshot {
  call::Facts facts;
  std::vector<call::Callback> callbacks;
  std::optional<call::RecordingFacts> recording{};  // that they are about
  std::optional<call::TranscriptionFacts> transcription{};
};

std::string to_text(const Snapshot& snapshot);
// Nothing if the text is none of ours.
std::optional<Snapshot> parse_snapshot(std::string_view text);

}  // namespace ringback::ledger
