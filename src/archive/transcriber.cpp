#include "archive/transcriber.hpp"

#include <boost/asio/bind_cancellation_slot.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/error.hpp>
#include <boost/system/system_error.hpp>
#include <fstream>
#include <iterator>
#include <utility>

#include "base/log.hpp"
#include "media/sound/clip_file.hpp"

namespace ringback::archive {
namespace {

using namespace std::chrono_literals;

// Twilio's: what is shorter or longer is not transcribed.
constexpr std::int64_t shortest_seconds = 2;
constexpr std::int64_t longest_seconds = 120;
// The engine has its hands full with callers.
constexpr int busy = 20503;
constexpr auto until_next_try = 5s;
constexpr int max_tries = 120;

constexpr int length_out_of_range = 13617;
constexpr int no_recording = 13618;
constexpr int no_engine = 13619;
constexpr int no_text = 13620;

Result<SharedClip> read_clip(const Sounds& sounds, const std::string& sid, const std::stop_token& stop) {
  const auto file = sounds.provide(sid, stop);
  if (!file) return file.error().code == busy ? file.error() : Error{no_recording, file.error().message};
  std::ifstream stream(*file, std::ios::binary);
  const std::string bytes{std::istreambuf_iterator<char>(stream), {}};
  auto clip = media::decode_clip(bytes, "audio/wav", {}, stop);
  if (!clip) return Error{no_recording, clip.error().message};
  return clip;
}

}  // namespace

void Transcriber::record(call::Event event) {
  if (event.kind == call::Event::Kind::ended) return call_ended(event.call);
  if (!event.transcription || event.transcription->status != "in-progress" || !event.recording) return;
  if (waiting_.size() == max_waiting) {
    return tell(std::move(event), Error{no_text, "too many recordings wait for their text"});
  }
  waiting_.push_back(std::move(event));
  if (waiting_.size() == 1)
    boost::asio::co_spawn(parts_.control, run(), boost::asio::bind_cancellation_slot(end_.slot(), must_not_throw));
}

// Whoever is told of the text hears what has become of the call by then.
void Transcriber::call_ended(const call::Facts& call) {
  for (call::Event& event : waiting_) {
    if (event.call.sid == call.sid) event.call = call;
  }
}

Task<void> Transcriber::run() {
  try {
    co_await work();
  } catch (const boost::system::system_error& error) {
    if (error.code() != boost::asio::error::operation_aborted) throw;  // `close`
  }
}

Task<void> Transcriber::work() {
  while (!waiting_.empty()) {
    co_await write_down();
  }
}

Task<void> Transcriber::write_down() {
  const auto transcript = co_await transcribe(*waiting_.front().recording);
  call::Event event = std::move(waiting_.front());
  waiting_.pop_front();
  tell(std::move(event), transcript);
}

void Transcriber::tell(call::Event event, const Result<speech::Transcript>& transcript) {
  auto& told = *event.transcription;
  told.status = transcript ? "completed" : "failed";
  told.text = transcript ? transcript->text : "(blank)";
  log::info("recording transcribed", {{"call_sid", event.call.sid},
                                      {"recording_sid", event.recording->sid},
                                      {"transcription_sid", told.sid},
                                      {"status", told.status}});
  if (!transcript) {
    const auto& [code, words] = transcript.error();
    call::Notice notice{.code = code, .warning = true, .text = "transcription: " + words, .url = event.recording->url};
    parts_.ledger.record({.kind = call::Event::Kind::notice, .call = event.call, .notice = std::move(notice)});
  }
  event.callbacks = std::exchange(event.promised, {});
  parts_.ledger.record(std::move(event));
}

Task<Result<speech::Transcript>> Transcriber::transcribe(call::RecordingFacts recording) {
  if (!parts_.engine.configured()) co_return Error{no_engine, "no engine is configured"};
  if (recording.status != "completed") co_return Error{no_recording, "there is no recording"};
  if (recording.duration < shortest_seconds || recording.duration > longest_seconds) {
    co_return Error{length_out_of_range, "the recording is not between 2 and 120 seconds long"};
  }
  for (int tries = 1;; ++tries) {
    auto transcript = co_await recognize(recording.sid);
    if (transcript || transcript.error().code != busy || tries == max_tries) co_return transcript;
    co_await parts_.deadlines.wait_for(until_next_try);
  }
}

Task<Result<speech::Transcript>> Transcriber::recognize(std::string recording_sid) {
  std::function<Result<SharedClip>(std::stop_token)> read = [&sounds = parts_.sounds,
                                                             recording_sid](const std::stop_token& stop) {
    return read_clip(sounds, recording_sid, stop);
  };
  const auto clip = co_await parts_.files.run<SharedClip>(std::move(read));
  if (!clip) co_return clip.error();
  speech::SpeechToText::Request request{.sound = std::make_shared<speech::SoundStream>()};
  request.profanity_filter = false;
  request.sound->write((*clip)->samples);
  request.sound->close();
  auto transcript = co_await parts_.engine.recognize(std::move(request));
  if (transcript || transcript.error().code == busy) co_return transcript;
  co_return Error{no_text, transcript.error().message};
}

}  // namespace ringback::archive
