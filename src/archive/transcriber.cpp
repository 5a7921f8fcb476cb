#include "archive/transcriber.hpp"

#include <boost/asio/co_spawn.hpp>
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

Result<SharedClip> read_clip(const std::string& file, const std::stop_token& stop) {
  std::ifstream stream(file, std::ios::binary);
  if (!stream) return Error{no_recording, "the recording's file is not there"};
  const std::string bytes{std::istreambuf_iterator<char>(stream), {}};
  auto clip = media::decode_clip(bytes, "audio/wav", {}, stop);
  if (!clip) return Error{no_recording, clip.error().message};
  return clip;
}

}  // namespace

void Transcriber::record(call::Event event) {
  if (!event.transcription || event.transcription->status != "in-progress" || !event.recording) return;
  waiting_.push_back(std::move(event));
  if (waiting_.size() == 1) boost::asio::co_spawn(parts_.control, work(), must_not_throw);
}

Task<void> Transcriber::work() {
  while (!waiting_.empty()) {
    co_await write_down(waiting_.front());
    waiting_.pop_front();
  }
}

Task<void> Transcriber::write_down(call::Event event) {
  const auto transcript = co_await transcribe(*event.recording);
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

Task<Result<speech::Transcript>> Transcriber::transcribe(const call::RecordingFacts& recording) {
  if (!parts_.engine.configured()) co_return Error{no_engine, "no engine is configured"};
  if (recording.status != "completed") co_return Error{no_recording, "there is no recording"};
  if (recording.duration < shortest_seconds || recording.duration > longest_seconds) {
    co_return Error{length_out_of_range, "the recording is not between 2 and 120 seconds long"};
  }
  for (int tries = 1;; ++tries) {
    auto transcript = co_await recognize(parts_.file(recording.sid));
    if (transcript || transcript.error().code != busy || tries == max_tries) co_return transcript;
    co_await parts_.deadlines.wait_for(until_next_try);
  }
}

Task<Result<speech::Transcript>> Transcriber::recognize(std::string file) {
  std::function<Result<SharedClip>(std::stop_token)> read = [file](const std::stop_token& stop) {
    return read_clip(file, stop);
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
