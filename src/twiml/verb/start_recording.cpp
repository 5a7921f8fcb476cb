#include <algorithm>
#include <utility>

#include "call/call.hpp"
#include "twiml/verb/background.hpp"
#include "twiml/verb/recording_attributes.hpp"

namespace ringback::twiml {
namespace {

// Of this name among those that run on the call; of no name, the latest that <Start> has begun.
call::Recording* find_recording(const call::Call& call, const std::string& name) {
  const auto& running = call.recordings();
  const auto found = std::find_if(running.rbegin(), running.rend(), [&name](const call::Recording* one) {
    return one->facts().source == "StartCallRecordingTwiML" && (name.empty() || one->name() == name);
  });
  return found == running.rend() ? nullptr : *found;
}

class StartRecording final : public Verb {
 public:
  struct Attributes {
    std::string name;
    std::string track;
    bool dual = true;
    RecordingAttributes recording;
  };
  explicit StartRecording(Attributes attributes) : attributes_(std::move(attributes)) {}

  Task<Step> run(Execution& on) override {
    on.call.answer();
    if (!on.call.leg()) co_return Step::next();
    const auto& [name, track, dual, recording] = attributes_;
    if (!name.empty() && find_recording(on.call, name)) {
      on.warn(12200, "<Recording> name: a recording of this name runs already: " + name);
      co_return Step::next();
    }
    call::RecordingOrder order{.source = "StartCallRecordingTwiML",
                               .track = track,
                               .channels = call::RecordingOrder::channels_of(track, dual)};
    order.name = name;
    recording.apply(on, order);
    on.call.keep(std::make_unique<call::Recording>(on.services.recordings, on.call, std::move(order)));
    co_return Step::next();
  }

 private:
  const Attributes attributes_;
};

class StopRecording final : public Verb {
 public:
  explicit StopRecording(std::string name) : name_(std::move(name)) {}

  Task<Step> run(Execution& on) override {
    if (auto* recording = find_recording(on.call, name_)) {
      recording->end();
    } else {
      on.warn(12200, "<Recording> name: no recording of this name runs: " + name_);
    }
    co_return Step::next();
  }

 private:
  const std::string name_;
};

bool is_channels(std::string_view text) {
  return text == "mono" || text == "dual";
}

}  // namespace

std::unique_ptr<Verb> parse_start_recording(const Element& element, Warnings& warnings) {
  Attributes attributes(element, warnings);
  StartRecording::Attributes out;
  out.name = attributes.text("name").value_or("");
  out.track = attributes.text("track", is_track, 12200).value_or("both");
  out.dual = attributes.text("channels", is_channels, 12200).value_or("dual") == "dual";
  out.recording = parse_recording_attributes(attributes, warnings, true, {.method = 12200, .trim = 12200});
  attributes.without_effect("recordingConfigurationId");
  attributes.finish();
  refuse_children(element, warnings);
  return std::make_unique<StartRecording>(std::move(out));
}

std::unique_ptr<Verb> parse_stop_recording(const Element& element, Warnings& warnings) {
  Attributes attributes(element, warnings);
  auto name = attributes.text("name").value_or("");
  attributes.finish();
  refuse_children(element, warnings);
  return std::make_unique<StopRecording>(std::move(name));
}

}  // namespace ringback::twiml
