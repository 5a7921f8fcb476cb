#pragma once

#include <boost/asio/cancellation_signal.hpp>
#include <deque>
#include <string>

#include "archive/sounds.hpp"
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
    const Sounds& sounds;
  };
  // So many recordings may wait for their text; one more has none (13620).
  static constexpr std::size_t max_waiting = 10000;
  explicit Transcriber(Parts parts) : parts_(std::move(parts)) {}

  void record(call::Event event) override;
  Task<void> flush(std::string) override { co_return; }
  // For the end of the program: what is under way is given up, and begun again at the next start.
  void close() { end_.emit(boost::asio::cancellation_type::terminal); }
  // Recordings whose text isn't there yet.
  std::size_t waiting() const { return waiting_.size(); }

 private:
  Task<void> run();
  Task<void> work();
  void call_ended(const call::Facts& call);
  Task<void> write_down();
  void tell(call::Event event, const Result<speech::Transcript>& transcript);
  Task<Result<speech::Transcript>> transcribe(call::RecordingFacts recording);
  Task<Result<speech::Transcript>> recognize(std::string recording_sid);

  const Parts parts_;
  boost::asio::cancellation_signal end_;
  std::deque<call::Event> waiting_;  // the first is under way
};

}  // namespace ringback::archive
