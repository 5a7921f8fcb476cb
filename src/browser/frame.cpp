#include "browser/frame.hpp"

#include <boost/json.hpp>

namespace ringback::browser::frame {
namespace {

namespace json = boost::json;

std::string make(std::string_view type, json::object payload = {}) {
  // Never `payload: null`: the SDK would throw.
  return json::serialize(json::object{{"type", type}, {"version", "1.6"}, {"payload", std::move(payload)}});
}

json::object to_json(const Error& error) {
  return {{"code", error.code}, {"message", error.message}};
}

}  // namespace

std::string connected(const Connected& connected) {
  return make("connected", {{"edge", connected.edge},
                            {"token", {{"identity", connected.identity}, {"ttl", connected.ttl_seconds}}}});
}

std::string ready() {
  return make("ready");
}

std::string offline() {
  return make("offline");
}

std::string close() {
  return make("close");
}

std::string error(const Error& error) {
  return make("error", {{"error", to_json(error)}});
}

std::string message_ack(std::string_view call_sid, std::string_view voice_event_sid) {
  return make("ack", {{"acktype", "message"}, {"callsid", call_sid}, {"voiceeventsid", voice_event_sid}});
}

std::string message(std::string_view call_sid, const call::UserMessage& message) {
  boost::system::error_code not_json;
  json::value content = json::parse(message.content, not_json);
  if (not_json) content = message.content;
  return make("message", {{"callsid", call_sid},
                          {"content", std::move(content)},
                          {"contenttype", message.content_type},
                          {"messagetype", "user-defined-message"},
                          {"voiceeventsid", message.sid}});
}

std::string message_error(std::string_view call_sid, std::string_view voice_event_sid, const Error& error) {
  return make("error", {{"callsid", call_sid}, {"voiceeventsid", voice_event_sid}, {"error", to_json(error)}});
}

std::string invite(json::object payload) {
  return make("invite", std::move(payload));
}

std::string ringing(std::string_view call_sid, std::string_view sdp) {
  json::object payload;
  if (!call_sid.empty()) payload["callsid"] = call_sid;
  if (!sdp.empty()) payload["sdp"] = sdp;
  return make("ringing", std::move(payload));
}

std::string answer(const Answer& answer) {
  json::object payload{{"callsid", answer.call_sid}};
  if (!answer.sdp.empty()) payload["sdp"] = answer.sdp;
  payload["reconnect"] = answer.reconnect;
  return make("answer", std::move(payload));
}

std::string cancel(std::string_view call_sid) {
  return make("cancel", {{"callsid", call_sid}});
}

std::string hangup(std::string_view call_sid, const Error& error) {
  json::object payload{{"callsid", call_sid}};
  if (error.code != 0) payload["error"] = to_json(error);
  return make("hangup", std::move(payload));
}

}  // namespace ringback::browser::frame
