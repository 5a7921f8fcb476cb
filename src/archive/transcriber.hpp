#pragma once

#include <deque>
#include <functional>
#include <string>

#include "base/deadlines.hpp"
#include "base/workers.hpp"
#include "call/journal.hpp"
#include "speech/speech_to_text.hpp"

namespace ringback::archive {

// Writes down what recordings say: a further Journal behind the ledger, so that what it begins is stored and begun
// again after a crash. One recording at a time, as callers who are listened to matter more. Control thread.
class Transcriber final : public call::Journal {
 public:
  struct Parts {
    speech::SpeechToText& engine;
    call::Journal& ledger;  // is told of the text, or of why there is none
    Deadlines& deadlines;
    Executor control;
    Workers& files;
    std::function<std::string(const std::string& recording_sid)> file;  // the WAV file of a recording
  };
  explicit Transcriber(Parts parts) : parts_(std::move(parts)) {}

  void record(call::Event event) override;
  Task<void> flush(std::string) override { co_return; }
  // Recordings whose text isn't there yet.
  std::size_t waiting() const { return waiting_.size(); }

 private:
  Task<void> work();
  Task<void> write_down(call::Event event);
  Task<Result<speech::Transcript>> transcribe(const call::RecordingFacts& recording);
  Task<Result<speech::Transcript>> recognize(std::string file);

  const Parts parts_;
  std::deque<call::Event> waiting_;  // the first is under way
};

}  // namespace ringback::archive
