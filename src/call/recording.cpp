#include "call/recording.hpp"

#include <algorithm>
#include <utility>

#include "base/log.hpp"
#include "base/sid.hpp"
#include "call/transcription.hpp"

namespace ringback::call {
namespace {

using namespace std::chrono_literals;

constexpr auto shortest = 1s;
constexpr auto closing_time = 10s;

bool asks_for(std::string_view events, std::string_view status) {
  while (!events.empty()) {
    const auto end = std::min(events.find(' '), events.size());
    if (events.substr(0, end) == status) return true;
    events.remove_prefix(std::min(end + 1, events.size()));
  }
  return false;
}

// Of a WAV file of so many milliseconds.
std::int64_t file_bytes(std::chrono::milliseconds length, int channels) {
  constexpr std::int64_t header = 44;
  return header + length.count() * media::TapBlock::rate / 1000 * channels * 2;
}

}  // namespace

std::int64_t milliseconds_of(WallTime time) {
  return std::chrono::duration_cast<std::chrono::milliseconds>(time.time_since_epoch()).count();
}

std::string Recordings::url(const std::string& account_sid, const std::string& sid) const {
  return parts_.public_url + "/2010-04-01/Accounts/" + account_sid + "/Recordings/" + sid;
}

void name_recording(Facts& call, const RecordingFacts& recording) {
  if (recording.status != "completed") return;
  call.recording_sid = recording.sid;
  call.recording_url = recording.url;
  call.recording_duration = recording.duration;
}

Event end_of_recording(Facts call, RecordingFacts recording, std::chrono::milliseconds length,
                       std::vector<Callback> callbacks) {
  recording.duration = std::chrono::duration_cast<std::chrono::seconds>(length).count();
  const bool absent = length < shortest;
  recording.status = absent ? "absent" : "completed";
  if (absent) recording.error_code = 16101;
  if (!asks_for(recording.events, recording.status)) callbacks.clear();
  return {.kind = Event::Kind::recording,
          .call = std::move(call),
          .callbacks = std::move(callbacks),
          .recording = std::move(recording)};
}

RecordingOrder::Channels RecordingOrder::channels_of(std::string_view track, bool dual) {
  if (track == "inbound") return Channels::heard;
  if (track == "outbound") return Channels::sent;
  return dual ? Channels::dual : Channels::mixed;
}

Recording::Recording(Recordings& recordings, Call& call, RecordingOrder order, std::function<void()> on_limit)
    : Recording(
          recordings, call.facts(), std::move(order),
          [&call](std::shared_ptr<media::TapSink> sink) { return call.leg()->session().tap(std::move(sink)); },
          std::move(on_limit)) {
  call_ = &call;
  call_->recordings_.push_back(this);
}

Recording::Recording(Recordings& recordings, const Facts& call, RecordingOrder order, const MakeTap& tap,
                     std::function<void()> on_limit)
    : outcome_(std::make_shared<Outcome>(recordings, call, std::move(order), std::move(on_limit))) {
  recorder_ = std::make_shared<media::Recorder>(
      outcome_->recorder_options(recordings.file(outcome_->facts().sid)), outcome_->parts_.control,
      [outcome = outcome_](const media::RecorderEvent& event) { outcome->take(event); });
  tap_ = tap(recorder_);
}

void Recording::stop() {
  if (stopped()) return;
  outcome_->on_limit_ = {};
  if (call_) outcome_->call_ = call_->facts();
  tap_.reset();
  if (call_) std::erase(call_->recordings_, this);
}

void Recording::pause(media::Recorder::Pause how) {
  recorder_->pause(how);
  set_status("paused");
}

void Recording::resume() {
  recorder_->pause(media::Recorder::Pause::none);
  set_status("in-progress");
}

void Recording::end() {
  if (stopped()) return;
  set_status("stopped");
  const auto on_limit = std::exchange(outcome_->on_limit_, {});
  stop();
  if (on_limit) on_limit();
}

void Recording::set_status(const std::string& status) {
  if (stopped() || outcome_->closed_ || outcome_->recording_.status == status) return;
  outcome_->recording_.status = status;
  outcome_->record_change();
}

const RecordingFacts& Recording::facts() const {
  return outcome_->facts();
}

const std::string& Recording::call_sid() const {
  return outcome_->call_.sid;
}

const std::string& Recording::name() const {
  return outcome_->order_.name;
}

Recording::Outcome::Outcome(Recordings& recordings, const Facts& call, RecordingOrder order,
                            std::function<void()> on_limit)
    : parts_(recordings.parts_),
      running_(recordings.running_),
      order_(std::move(order)),
      call_(call),
      on_limit_(std::move(on_limit)) {
  recording_.sid = make_sid("RE");
  recording_.source = order_.source;
  recording_.track = order_.track;
  recording_.channels = order_.channels == RecordingOrder::Channels::dual ? 2 : 1;
  recording_.started_ms = milliseconds_of(parts_.deadlines.wall_now());
  recording_.url = recordings.url(call_.account_sid, recording_.sid);
  recording_.events = order_.events;
  recording_.conference_sid = order_.conference_sid;
  if (order_.transcribe) recording_.transcription_sid = make_sid("TR");
  recording_.transcribe_callback = order_.transcribe_callback;
  ++*running_;
  log::info("recording begins", {{"call_sid", call_.sid}, {"recording_sid", recording_.sid}});
  Event event{.kind = Event::Kind::recording, .call = call_, .recording = recording_};
  if (order_.callback) event.promised = {*order_.callback};
  if (asks_for(order_.events, "in-progress")) event.callbacks = event.promised;
  parts_.journal.record(std::move(event));
}

Recording::Outcome::~Outcome() {
  if (!closed_) --*running_;
}

media::RecorderOptions Recording::Outcome::recorder_options(std::string file) const {
  return {.path = std::move(file),
          .channels = order_.channels,
          .trim_silence = order_.trim_silence,
          .silence_limit = order_.silence_limit,
          .max_length = order_.max_length,
          .min_length = shortest};
}

void Recording::Outcome::record_change() {
  log::info("recording changes",
            {{"call_sid", call_.sid}, {"recording_sid", recording_.sid}, {"status", recording_.status}});
  Event event{.kind = Event::Kind::recording, .call = call_, .recording = recording_};
  if (order_.callback) event.promised = {*order_.callback};
  parts_.journal.record(std::move(event));
}

void Recording::Outcome::take(const media::RecorderEvent& event) {
  using Kind = media::RecorderEvent::Kind;
  if (event.kind == Kind::failed) fail(event.words);
  if (event.kind != Kind::closed) {
    if (const auto on_limit = std::exchange(on_limit_, {})) on_limit();
    return;
  }
  closed_ = true;
  --*running_;
  std::vector<Callback> callbacks;
  if (order_.callback) callbacks = {*order_.callback};
  auto end = end_of_recording(call_, recording_, event.length, std::move(callbacks));
  recording_ = *end.recording;
  log::info("recording ends", {{"call_sid", call_.sid},
                               {"recording_sid", recording_.sid},
                               {"status", recording_.status},
                               {"seconds", recording_.duration}});
  // Begun first: a crash between the two finds a recording that still runs.
  if (auto begun = begin_transcription(call_, recording_)) parts_.journal.record(*std::move(begun));
  parts_.journal.record(std::move(end));
  closing_.notify();
  if (order_.on_complete && recording_.status == "completed") {
    order_.on_complete(recording_, file_bytes(event.length, recording_.channels));
  }
}

void Recording::Outcome::fail(const std::string& words) {
  log::error("a recording could not be written",
             {{"call_sid", call_.sid}, {"recording_sid", recording_.sid}, {"reason", words}});
  Notice notice{.code = 12400, .warning = false, .text = "the recording could not be written", .url = recording_.url};
  parts_.journal.record({.kind = Event::Kind::notice, .call = call_, .notice = std::move(notice)});
}

Task<void> Recording::Outcome::wait(std::shared_ptr<Outcome> outcome) {
  auto& deadlines = outcome->parts_.deadlines;
  const TimePoint limit = deadlines.now() + closing_time;
  while (!outcome->closed_ && deadlines.now() < limit) {
    co_await outcome->closing_.wait_until(deadlines, limit);
  }
  co_await outcome->parts_.journal.flush(outcome->call_.sid);
}

}  // namespace ringback::call
