#include "browser/message.hpp"

#include <boost/json.hpp>

namespace ringback::browser {
namespace {

namespace json = boost::json;

constexpr std::size_t max_depth = 32;

const json::object no_object;

Error malformed(const char* why) {
  return {31400, why};
}

}  // namespace

Result<Message> parse_message(std::string_view text) {
  boost::system::error_code failure;
  json::parse_options options;
  options.max_depth = max_depth;
  json::value value = json::parse(text, failure, {}, options);
  if (failure) return malformed("not JSON");
  auto* object = value.if_object();
  if (object == nullptr) return malformed("not a JSON object");
  Message message{std::string(text_at(*object, "type")), std::string(text_at(*object, "version")), {}};
  if (message.type.empty()) return malformed("no type");
  message.payload = object_at(*object, "payload");
  return message;
}

std::string_view text_at(const json::object& object, std::string_view key) {
  const auto* value = object.if_contains(key);
  if (value == nullptr || !value->is_string()) return {};
  return value->get_string();
}

const json::object& object_at(const json::object& object, std::string_view key) {
  const auto* value = object.if_contains(key);
  return value != nullptr && value->is_object() ? value->get_object() : no_object;
}

std::int64_t number_at(const json::object& object, std::string_view key) {
  const auto* value = object.if_contains(key);
  if (value == nullptr || !value->is_number()) return 0;
  boost::system::error_code failure;
  const auto number = value->to_number<std::int64_t>(failure);
  return failure ? 0 : number;
}

}  // namespace ringback::browser
