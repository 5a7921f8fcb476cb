#include "twiml/verb/conference_attributes.hpp"

#include <algorithm>
#include <array>

#include "base/text.hpp"

namespace ringback::twiml {
namespace {

constexpr Attributes::Range size_range{2, 250};

struct EventName {
  std::string_view name;
  call::ConferenceEvents event;
};
constexpr auto event_names = std::to_array<EventName>({{"start", call::conference_start},
                                                       {"end", call::conference_end},
                                                       {"join", call::participant_join},
                                                       {"leave", call::participant_leave},
                                                       {"mute", call::participant_mute},
                                                       {"hold", call::participant_hold},
                                                       {"modify", call::participant_modify},
                                                       {"speaker", call::participant_speech},
                                                       {"announcement", call::announcement}});

bool is_beep(std::string_view value) {
  constexpr auto values = std::to_array<std::string_view>({"true", "false", "onEnter", "onExit"});
  return std::ranges::any_of(values, [value](std::string_view each) { return iequals(value, each); });
}

bool is_record(std::string_view value) {
  constexpr auto values = std::to_array<std::string_view>({"true", "false", "do-not-record", "record-from-start"});
  return std::ranges::any_of(values, [value](std::string_view each) { return iequals(value, each); });
}

unsigned parse_events(std::string_view text, Warnings& warnings) {
  unsigned events = 0;
  while (!text.empty()) {
    const auto end = std::min(text.find_first_of(" ,"), text.size());
    const auto word = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    if (word.empty()) continue;
    const auto known = std::ranges::find(event_names, word, &EventName::name);
    if (known != event_names.end()) {
      events |= known->event;
    } else {
      warnings.push_back({21626, "statusCallbackEvent: there is no event " + std::string(word.substr(0, 100))});
    }
  }
  return events;
}

void read_beep(Attributes& attributes, call::ConferenceOrder& order) {
  const auto beep = attributes.text("beep", is_beep, 13235).value_or("true");
  order.beep_on_enter = iequals(beep, "true") || iequals(beep, "onEnter");
  order.beep_on_exit = iequals(beep, "true") || iequals(beep, "onExit");
}

void read_callback(Attributes& attributes, call::ConferenceCallback& callback, Warnings& warnings) {
  callback.url = attributes.text("statusCallback").value_or("");
  callback.method = attributes.method("statusCallbackMethod", 12200);
  callback.events = parse_events(attributes.text("statusCallbackEvent").value_or(""), warnings);
}

void read_recording(Attributes& attributes, ConferenceAttributes& out, Warnings& warnings) {
  const auto record = attributes.text("record", is_record, 12200).value_or("do-not-record");
  out.record = record == "record-from-start" || iequals(record, "true");
  out.recording = parse_recording_attributes(attributes, warnings, true, {.method = 12200, .trim = 13239});
  out.order.recorded_url = attributes.text("eventCallbackUrl").value_or("");
}

// Jitter buffers follow the network by themselves; the others need services of Twilio's cloud.
void read_without_effect(Attributes& attributes) {
  for (const auto* name : {"jitterBufferSize", "region", "recordingConfigurationId"}) attributes.without_effect(name);
}

}  // namespace

ConferenceAttributes parse_conference(const Element& element, Warnings& warnings) {
  Warnings own;
  Attributes attributes(element, own);
  ConferenceAttributes out;
  auto& order = out.order;
  order.name = element.text;
  order.muted = attributes.boolean("muted", false, 13230);
  order.start_on_enter = attributes.boolean("startConferenceOnEnter", true, 13232);
  order.end_on_exit = attributes.boolean("endConferenceOnExit", false, 13231);
  order.max_participants = static_cast<std::size_t>(attributes.integer("maxParticipants", 250, size_range, 12200));
  order.label = attributes.text("participantLabel").value_or("");
  order.coach = attributes.text("coach").value_or("");
  read_beep(attributes, order);
  read_callback(attributes, order.callback, own);
  out.wait_url = attributes.text("waitUrl");
  out.wait_method = attributes.method("waitMethod", 13234);
  read_recording(attributes, out, own);
  read_without_effect(attributes);
  attributes.finish();
  refuse_children(element, own);
  for (Warning& warning : own) warning.error = warning.code == 13231 || warning.code == 13239;
  warnings.insert(warnings.end(), own.begin(), own.end());
  return out;
}

}  // namespace ringback::twiml
