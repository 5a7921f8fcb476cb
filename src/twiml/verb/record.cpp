#include <algorithm>
#include <cmath>
#include <numbers>
#include <utility>

#include "call/digits.hpp"
#include "call/playback.hpp"
#include "call/recording.hpp"
#include "twiml/verb/action_at_end.hpp"
#include "twiml/verb/recording_attributes.hpp"
#include "twiml/verb/verbs.hpp"

namespace ringback::twiml {
namespace {

using std::chrono::seconds;

constexpr Attributes::Range timeout_range{0, 14400};
constexpr Attributes::Range length_range{2, 14400};
constexpr std::string_view all_keys = "1234567890*#";
// A browser's call may record so long.
constexpr int longest_of_clients = 600;
constexpr int longest_transcribed = 120;

struct RecordAttributes {
  std::string action;
  std::string method = "POST";
  seconds timeout{5};
  std::string finish_on_key{all_keys};
  int max_length = 3600;
  bool beep = true;
  RecordingAttributes recording;
  bool transcribe = false;
  std::string transcribe_callback;  // as the document has it; empty: none
};

// 1 kHz for 400 ms, its ends faded over 10 ms.
SharedClip make_beep() {
  constexpr int rate = 8000;
  constexpr int length = rate * 4 / 10;
  constexpr int fade = rate / 100;
  auto clip = std::make_shared<Clip>();
  clip->sample_rate = rate;
  clip->samples.reserve(length);
  for (int i = 0; i < length; ++i) {
    const double gain = std::min({1.0, double(i) / fade, double(length - i) / fade});
    clip->samples.push_back(static_cast<std::int16_t>(8000 * gain * std::sin(2 * std::numbers::pi * 1000 * i / rate)));
  }
  return clip;
}

const SharedClip& beep() {
  static const SharedClip clip = make_beep();
  return clip;
}

class Record final : public Verb {
 public:
  explicit Record(RecordAttributes attributes) : attributes_(std::move(attributes)) {}

  Task<Step> run(Execution& on) override {
    on.call.answer();
    if (attributes_.beep) {
      call::Playback playback(on.call, beep(), 1);
      co_await playback.finished(on.services.deadlines);
    }

    Ending ending;
    const call::Digits digits(on.call, [this, &ending](char digit) { press(ending, digit); });
    call::Recording recording(on.services.recordings, on.call, order(on), [&ending] { ending.wakeup.notify(); });
    ActionAtEnd action_at_end(on, [&] { return goodbye(on, recording.outcome()); });
    co_await ending.wakeup.wait_until(on.services.deadlines, TimePoint::max());
    recording.stop();
    webhook::Request next{.url = on.resolve(attributes_.action), .method = attributes_.method};
    next.parameters = co_await parameters(recording.outcome(), ending.key);
    action_at_end.dismiss();

    if (next.url.empty()) co_return Step::next();
    co_return Step::document(std::move(next));
  }

 private:
  using Outcome = std::shared_ptr<call::Recording::Outcome>;

  struct Ending {
    Wakeup wakeup;
    std::string key;  // that ended it
  };

  // The caller's hang-up ends the recording too: the application hears of it. A live update ends it as well, and says
  // itself what follows.
  std::optional<ActionAtEnd::Goodbye> goodbye(const Execution& on, const Outcome& outcome) const {
    if (!on.call.over()) return std::nullopt;
    webhook::Request request{.url = on.resolve(attributes_.action), .method = attributes_.method};
    if (request.url.empty()) return std::nullopt;
    return ActionAtEnd::Goodbye{std::move(request), [outcome] { return parameters(outcome, "hangup"); }};
  }

  void press(Ending& ending, char digit) const {
    if (attributes_.finish_on_key.find(digit) == std::string::npos || !ending.key.empty()) return;
    ending.key = digit;
    ending.wakeup.notify();
  }

  call::RecordingOrder order(const Execution& on) const {
    const bool client = on.call.facts().from.starts_with("client:");
    call::RecordingOrder out{.source = "RecordVerb"};
    out.silence_limit = attributes_.timeout;
    out.max_length = seconds(client ? std::min(attributes_.max_length, longest_of_clients) : attributes_.max_length);
    attributes_.recording.apply(on, out);
    out.transcribe = attributes_.transcribe;
    if (out.transcribe) out.transcribe_callback = transcribe_callback(on);
    return out;
  }

  // Once the file is complete.
  static Task<Parameters> parameters(Outcome outcome, std::string digits) {
    co_await call::Recording::Outcome::wait(outcome);
    auto out = recording_parameters(outcome->facts());
    out.emplace_back("Digits", std::move(digits));
    co_return out;
  }

  std::string transcribe_callback(const Execution& on) const {
    if (attributes_.transcribe_callback.empty()) return {};
    const auto url = webhook::resolve_url(on.document_url, attributes_.transcribe_callback);
    if (url) return *url;
    on.error({13257, "<Record> transcribeCallback: " + url.error().message}, "");
    return {};
  }

  RecordAttributes attributes_;
};

std::string parse_finish_keys(Attributes& attributes, Warnings& warnings) {
  const auto given = attributes.text("finishOnKey");
  if (!given) return std::string(all_keys);
  if (given->find_first_not_of(all_keys) == std::string::npos) return *given;
  warnings.push_back({13613, "<Record> finishOnKey: invalid value " + given->substr(0, 100)});
  return std::string(all_keys);
}

int parse_length(Attributes& attributes, bool transcribe, Warnings& warnings) {
  const int length = attributes.integer("maxLength", transcribe ? longest_transcribed : 3600, length_range, 13612);
  if (transcribe && length > longest_transcribed) {
    warnings.push_back({13615, "<Record> maxLength: what is longer than 120 seconds is not transcribed"});
  }
  return length;
}

}  // namespace

std::unique_ptr<Verb> parse_record(const Element& element, Warnings& warnings) {
  Attributes attributes(element, warnings);
  RecordAttributes out;
  out.action = attributes.text("action").value_or("");
  out.method = attributes.method("method", 13610);
  out.timeout = seconds(attributes.integer("timeout", 5, timeout_range, 13611));
  out.finish_on_key = parse_finish_keys(attributes, warnings);
  out.transcribe = attributes.boolean("transcribe", false, 13614);
  out.transcribe_callback = attributes.text("transcribeCallback").value_or("");
  out.max_length = parse_length(attributes, out.transcribe, warnings);
  out.beep = attributes.boolean("playBeep", true, 13616);
  out.recording = parse_recording_attributes(attributes, warnings, true, {.method = 13610, .trim = 13699});
  attributes.without_effect("recordingConfigurationId");
  attributes.finish();
  refuse_children(element, warnings);
  return std::make_unique<Record>(std::move(out));
}

}  // namespace ringback::twiml
