#include "twiml/attributes.hpp"

#include <algorithm>
#include <charconv>

#include "base/text.hpp"

namespace ringback::twiml {
namespace {

// The one bad value that Twilio counts as an error.
constexpr int bad_action_on_empty_result = 13338;

}  // namespace

std::optional<std::string> Attributes::text(std::string_view name) {
  asked_.emplace(name);
  const auto found = std::find_if(element_.attributes.begin(), element_.attributes.end(),
                                  [&](const auto& attribute) { return attribute.first == name; });
  if (found == element_.attributes.end()) return std::nullopt;
  return std::string(trim(found->second));
}

std::optional<std::string> Attributes::text(std::string_view name, bool (*known)(std::string_view), int code) {
  auto value = text(name);
  if (!value || known(*value)) return value;
  warn(code, name, *value);
  return std::nullopt;
}

int Attributes::integer(std::string_view name, int otherwise, Range range, int code) {
  const auto value = text(name);
  if (!value) return otherwise;
  int number = 0;
  const auto* end = value->data() + value->size();
  const auto [stop, error] = std::from_chars(value->data(), end, number);
  if (error != std::errc() || stop != end || number < range.minimum || number > range.maximum) {
    warn(code, name, *value);
    return otherwise;
  }
  return number;
}

bool Attributes::boolean(std::string_view name, bool otherwise, int code) {
  const auto value = text(name);
  if (!value) return otherwise;
  if (iequals(*value, "true")) return true;
  if (iequals(*value, "false")) return false;
  warn(code, name, *value);
  return otherwise;
}

void Attributes::without_effect(std::string_view name) {
  if (!text(name)) return;
  warnings_.push_back({12200, "<" + element_.name + "> " + std::string(name) + " has no effect on this server"});
}

std::string Attributes::method(std::string_view name, int code) {
  const auto value = text(name);
  if (!value || iequals(*value, "POST")) return "POST";
  if (iequals(*value, "GET")) return "GET";
  warn(code, name, *value);
  return "POST";
}

void Attributes::finish() {
  for (const auto& [name, value] : element_.attributes) {
    if (!asked_.contains(name)) warnings_.push_back({12200, "<" + element_.name + "> has no attribute " + name});
  }
}

void Attributes::warn(int code, std::string_view name, const std::string& value) {
  warnings_.push_back({code, "<" + element_.name + "> " + std::string(name) + ": invalid value " + value.substr(0, 100),
                       code == bad_action_on_empty_result});
}

void refuse_children(const Element& element, Warnings& warnings) {
  for (const Element& child : element.children) {
    warnings.push_back({12200, "<" + element.name + "> can't contain <" + child.name + ">"});
  }
}

}  // namespace ringback::twiml
