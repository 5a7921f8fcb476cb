#include "twiml/verb/dial_attributes.hpp"

#include "call/leg.hpp"

namespace ringback::twiml {
namespace {

using std::chrono::seconds;

constexpr Attributes::Range timeout_range{1, 600};
constexpr Attributes::Range time_limit_range{1, 14400};
constexpr std::size_t max_caller_id = 255;

bool is_ring_tone(std::string_view value) {
  return media::find_ring_tone(value) != nullptr;
}

std::optional<std::string> caller_id(Attributes& attributes, Warnings& warnings) {
  auto out = attributes.text("callerId");
  if (out && out->size() > max_caller_id) {
    warnings.push_back({13248, "<Dial> callerId: longer than 255 characters"});
    out.reset();
  }
  if (out && out->empty()) out.reset();
  return out;
}

}  // namespace

DialAttributes parse_dial_attributes(const Element& element, Warnings& warnings) {
  Attributes attributes(element, warnings);
  DialAttributes out;
  out.action = attributes.text("action");
  out.method = attributes.method("method", 13210);
  out.timeout = seconds(attributes.integer("timeout", 30, timeout_range, 13212));
  out.time_limit = seconds(attributes.integer("timeLimit", 14400, time_limit_range, 13216));
  out.caller_id = caller_id(attributes, warnings);
  out.answer_on_bridge = attributes.boolean("answerOnBridge", false, 13219);
  out.hangup_on_star = attributes.boolean("hangupOnStar", false, 13213);
  out.sequential = attributes.boolean("sequential", false, 13218);
  out.recording = parse_dial_recording(attributes, warnings);
  out.ring_tone = attributes.text("ringTone", is_ring_tone, 13220);
  // Who was called can't transfer the call yet; the others need services of Twilio's cloud.
  for (const auto* name :
       {"referUrl", "referMethod", "callReason", "recordingConfigurationId", "events", "passports"}) {
    attributes.without_effect(name);
  }
  attributes.finish();
  return out;
}

}  // namespace ringback::twiml
