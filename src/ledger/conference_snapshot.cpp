#include "ledger/conference_snapshot.hpp"

#include <boost/json.hpp>

namespace ringback::ledger {
namespace {

namespace json = boost::json;

// Calls `visit(name, member)` for each member of an object: the same list writes and reads.
template <class Visit>
void members(call::ConferenceFacts& facts, Visit visit) {
  visit("sid", facts.sid);
  visit("account_sid", facts.account_sid);
  visit("friendly_name", facts.friendly_name);
  visit("status", facts.status);
  visit("reason_ended", facts.reason_ended);
  visit("ended_by", facts.ended_by);
  visit("ended_by_label", facts.ended_by_label);
  visit("created_ms", facts.created_ms);
}
template <class Visit>
void members(call::ParticipantFacts& facts, Visit visit) {
  visit("call_sid", facts.call_sid);
  visit("label", facts.label);
  visit("muted", facts.muted);
  visit("hold", facts.hold);
  visit("coaching", facts.coaching);
  visit("end_on_exit", facts.end_on_exit);
  visit("start_on_enter", facts.start_on_enter);
  visit("call_status", facts.call_status);
  visit("reason_left", facts.reason_left);
}
template <class Visit>
void members(call::ConferenceCallback& callback, Visit visit) {
  visit("url", callback.url);
  visit("method", callback.method);
  visit("events", callback.events);
}
template <class Visit>
void members(call::ConferenceRecording& recording, Visit visit) {
  visit("url", recording.url);
  visit("duration", recording.duration);
  visit("bytes", recording.bytes);
}
template <class Visit>
void members(call::ConferenceEvent& event, Visit visit) {
  visit("name", event.name);
  visit("at_ms", event.at_ms);
  visit("sequence", event.sequence);
  visit("announce_url", event.announce_url);
  visit("announcement_failed", event.announcement_failed);
  visit("due_sid", event.due_sid);
}

template <class Part>
json::object to_json(Part part) {
  json::object out;
  members(part, [&out](std::string_view name, const auto& member) { out[name] = member; });
  return out;
}

struct Reader {
  const json::object& object;

  void operator()(std::string_view name, std::string& member) const {
    const auto* value = object.if_contains(name);
    if (value && value->is_string()) member = std::string(value->get_string());
  }
  void operator()(std::string_view name, bool& member) const {
    const auto* value = object.if_contains(name);
    if (value && value->is_bool()) member = value->get_bool();
  }
  void operator()(std::string_view name, auto& member) const {
    const auto* value = object.if_contains(name);
    if (value && value->is_int64()) member = static_cast<std::decay_t<decltype(member)>>(value->get_int64());
  }
};

template <class Part>
std::optional<Part> part_at(const json::object& object, std::string_view name) {
  const auto* value = object.if_contains(name);
  const auto* given = value ? value->if_object() : nullptr;
  if (!given) return std::nullopt;
  Part out{};
  members(out, Reader{*given});
  return out;
}

}  // namespace

std::string to_text(const call::ConferenceEvent& event) {
  json::object out = to_json(event);
  out["conference"] = to_json(event.conference);
  out["promised"] = to_json(event.promised);
  if (event.participant) out["participant"] = to_json(*event.participant);
  if (event.callback) out["callback"] = to_json(*event.callback);
  if (event.recording) out["recording"] = to_json(*event.recording);
  return json::serialize(out);
}

std::optional<call::ConferenceEvent> parse_conference_event(std::string_view text) {
  boost::system::error_code failure;
  const json::value value = json::parse(text, failure);
  const auto* object = value.if_object();
  auto conference = failure || !object ? std::nullopt : part_at<call::ConferenceFacts>(*object, "conference");
  if (!conference) return std::nullopt;
  call::ConferenceEvent out{.name = {}, .conference = std::move(*conference)};
  members(out, Reader{*object});
  out.promised = part_at<call::ConferenceCallback>(*object, "promised").value_or(call::ConferenceCallback{});
  out.participant = part_at<call::ParticipantFacts>(*object, "participant");
  out.callback = part_at<call::ConferenceCallback>(*object, "callback");
  out.recording = part_at<call::ConferenceRecording>(*object, "recording");
  return out;
}

}  // namespace ringback::ledger
