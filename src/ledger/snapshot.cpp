#include "ledger/snapshot.hpp"

#include <array>
#include <boost/json.hpp>

namespace ringback::ledger {
namespace {

namespace json = boost::json;
using call::Facts;

struct TextMember {
  std::string_view name;
  std::string Facts::* field;
};
constexpr std::array texts = {
    TextMember{"sid", &Facts::sid},
    TextMember{"account_sid", &Facts::account_sid},
    TextMember{"parent_sid", &Facts::parent_sid},
    TextMember{"application_sid", &Facts::application_sid},
    TextMember{"phone_number_sid", &Facts::phone_number_sid},
    TextMember{"to", &Facts::to},
    TextMember{"from", &Facts::from},
    TextMember{"called", &Facts::called},
    TextMember{"status", &Facts::status},
    TextMember{"direction", &Facts::direction},
    TextMember{"forwarded_from", &Facts::forwarded_from},
    TextMember{"recording_sid", &Facts::recording_sid},
    TextMember{"recording_url", &Facts::recording_url},
};

struct NumberMember {
  std::string_view name;
  std::int64_t Facts::* field;
};
constexpr std::array numbers = {
    NumberMember{"created_ms", &Facts::created_ms},
    NumberMember{"answered_ms", &Facts::answered_ms},
    NumberMember{"ended_ms", &Facts::ended_ms},
    NumberMember{"recording_duration", &Facts::recording_duration},
};

using Recording = call::RecordingFacts;
struct RecordingText {
  std::string_view name;
  std::string Recording::* field;
};
constexpr std::array recording_texts = {
    RecordingText{"sid", &Recording::sid},
    RecordingText{"status", &Recording::status},
    RecordingText{"source", &Recording::source},
    RecordingText{"track", &Recording::track},
    RecordingText{"url", &Recording::url},
    RecordingText{"events", &Recording::events},
    RecordingText{"conference_sid", &Recording::conference_sid},
    RecordingText{"transcription_sid", &Recording::transcription_sid},
    RecordingText{"transcribe_callback", &Recording::transcribe_callback},
};

std::string text_at(const json::object& object, std::string_view name) {
  const auto* value = object.if_contains(name);
  return value && value->is_string() ? std::string(value->get_string()) : std::string();
}

std::int64_t number_at(const json::object& object, std::string_view name) {
  const auto* value = object.if_contains(name);
  return value && value->is_int64() ? value->get_int64() : 0;
}

std::vector<call::Callback> callbacks_at(const json::object& object) {
  std::vector<call::Callback> out;
  const auto* list = object.if_contains("callbacks");
  if (!list || !list->is_array()) return out;
  for (const json::value& item : list->get_array()) {
    if (const auto* callback = item.if_object()) {
      out.push_back({text_at(*callback, "url"), text_at(*callback, "method"), text_at(*callback, "sid"),
                     call::completed, static_cast<int>(number_at(*callback, "sequence"))});
    }
  }
  return out;
}

json::object to_json(const Recording& recording) {
  json::object out;
  for (const auto& [name, field] : recording_texts) out[name] = recording.*field;
  out["channels"] = recording.channels;
  out["started_ms"] = recording.started_ms;
  out["duration"] = recording.duration;
  out["error_code"] = recording.error_code;
  return out;
}

std::optional<Recording> recording_at(const json::object& object) {
  const auto* value = object.if_contains("recording");
  const auto* given = value ? value->if_object() : nullptr;
  if (!given) return std::nullopt;
  Recording out;
  for (const auto& [name, field] : recording_texts) out.*field = text_at(*given, name);
  out.channels = static_cast<int>(number_at(*given, "channels"));
  out.started_ms = number_at(*given, "started_ms");
  out.duration = number_at(*given, "duration");
  out.error_code = static_cast<int>(number_at(*given, "error_code"));
  return out;
}

json::object to_json(const call::TranscriptionFacts& transcription) {
  const auto& [sid, status, text, started_ms] = transcription;
  return {{"sid", sid}, {"status", status}, {"text", text}, {"started_ms", started_ms}};
}

std::optional<call::TranscriptionFacts> transcription_at(const json::object& object) {
  const auto* value = object.if_contains("transcription");
  const auto* given = value ? value->if_object() : nullptr;
  if (!given) return std::nullopt;
  return call::TranscriptionFacts{.sid = text_at(*given, "sid"),
                                  .status = text_at(*given, "status"),
                                  .text = text_at(*given, "text"),
                                  .started_ms = number_at(*given, "started_ms")};
}

}  // namespace

std::string to_text(const Snapshot& snapshot) {
  json::object out;
  for (const auto& [name, field] : texts) out[name] = snapshot.facts.*field;
  for (const auto& [name, field] : numbers) out[name] = snapshot.facts.*field;
  out["sip_code"] = snapshot.facts.sip_code;
  json::array callbacks;
  for (const auto& [url, method, sid, events, sequence] : snapshot.callbacks) {
    callbacks.push_back(json::object{{"url", url}, {"method", method}, {"sid", sid}, {"sequence", sequence}});
  }
  if (snapshot.transcription) out["transcription"] = to_json(*snapshot.transcription);
  if (snapshot.recording) out["recording"] = to_json(*snapshot.recording);
  out["callbacks"] = std::move(callbacks);
  return json::serialize(out);
}

std::optional<Snapshot> parse_snapshot(std::string_view text) {
  boost::system::error_code failure;
  const json::value value = json::parse(text, failure);
  const auto* object = value.if_object();
  if (failure || !object) return std::nullopt;
  Snapshot out;
  for (const auto& [name, field] : texts) out.facts.*field = text_at(*object, name);
  for (const auto& [name, field] : numbers) out.facts.*field = number_at(*object, name);
  out.facts.sip_code = static_cast<int>(number_at(*object, "sip_code"));
  out.callbacks = callbacks_at(*object);
  out.recording = recording_at(*object);
  out.transcription = transcription_at(*object);
  return out;
}

}  // namespace ringback::ledger
