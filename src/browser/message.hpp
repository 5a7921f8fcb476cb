#pragma once

#include <boost/json/object.hpp>
#include <string>
#include <string_view>

#include "base/result.hpp"

// The envelope of the SDKs' signalling: one JSON object a WebSocket text frame, `{"type", "version", "payload"}`.
namespace ringback::browser {

struct Message {
  std::string type;
  // "1.6": the SDK resumes its calls after a lost socket by itself; "1.4" and "1.5": it does not.
  std::string version;
  boost::json::object payload;
};

// Keys may come in any order, unknown ones are ignored, `payload` may be missing. Fails (31400) for anything that is
// no JSON object with a `type`, or is nested too deeply.
Result<Message> parse_message(std::string_view text);

// The string at `key`, or empty if there is none.
std::string_view text_at(const boost::json::object& object, std::string_view key);
// The object at `key`, or an empty one.
const boost::json::object& object_at(const boost::json::object& object, std::string_view key);
// The number at `key`, or 0.
std::int64_t number_at(const boost::json::object& object, std::string_view key);

}  // namespace ringback::browser
