#include <boost/json/serialize.hpp>

#include "base/sid.hpp"
#include "browser/frame.hpp"
#include "browser/leg.hpp"
#include "browser/message.hpp"
#include "browser/received.hpp"
#include "browser/services.hpp"
#include "browser/socket.hpp"

namespace ringback::browser {
namespace {

// A page may give its content as JSON text or as the value itself.
std::string content_of(const boost::json::object& payload) {
  const auto* content = payload.if_contains("content");
  if (content == nullptr) return {};
  return content->is_string() ? std::string(content->get_string()) : boost::json::serialize(*content);
}

// The SDK's own codes.
Error fault_of(const boost::json::object& payload, const std::string& content) {
  if (text_at(payload, "messagetype") != "user-defined-message" || content.empty() ||
      text_at(payload, "contenttype") != "application/json") {
    return {31210, "Only user-defined messages of type application/json are taken"};
  }
  if (content.size() > call::max_user_message_bytes) return {31212, "The message is longer than 10000 characters"};
  return {};
}

}  // namespace

// An `ack` says that the server has it. Who wants to hear it has subscribed to the call; nobody need have.
bool received::user_message(Socket& socket, const Message& message) {
  const std::string event_sid(text_at(message.payload, "voiceeventsid"));
  const std::string named(text_at(message.payload, "callsid"));
  if (named.empty() || event_sid.empty()) return false;
  Leg* leg = socket.find(named);
  if (!leg) {
    socket.send(frame::message_error(named, event_sid, {31210, "There is no such call"}));
    return true;
  }
  const std::string content = content_of(message.payload);
  Error fault = fault_of(message.payload, content);
  auto& parts = socket.services().parts;
  if (fault.code == 0 && !leg->message_rate().admits(parts.deadlines.now())) fault = {31206, "Too many messages"};
  if (fault.code != 0) {
    socket.send(frame::message_error(named, event_sid, fault));
    return true;
  }
  socket.send(frame::message_ack(named, event_sid));
  const std::string sid = is_sid(event_sid, "KX") ? event_sid : make_sid("KX");
  if (parts.messages) parts.messages->on_user_message(leg->client().account_sid, leg->call_sid(), {sid, content});
  return true;
}

}  // namespace ringback::browser
