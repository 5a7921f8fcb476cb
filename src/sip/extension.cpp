#include "sip/extension.hpp"

#include <algorithm>
#include <array>

#include "base/text.hpp"

namespace ringback::sip {
namespace {

constexpr std::array<std::string_view, 2> known = {"100rel", "timer"};

bool is_known(std::string_view tag) {
  return std::any_of(known.begin(), known.end(), [&](std::string_view each) { return iequals(each, tag); });
}

}  // namespace

bool lists(const Message& message, std::string_view name, std::string_view tag) {
  const auto values = message.list(name);
  return std::any_of(values.begin(), values.end(), [&](std::string_view value) { return iequals(trim(value), tag); });
}

bool supports(const Message& message, std::string_view extension) {
  return lists(message, "Supported", extension) || lists(message, "Require", extension);
}

std::string unknown_extensions(const Message& request) {
  std::string unknown;
  for (const std::string_view tag : request.list("Require")) {
    if (is_known(trim(tag))) continue;
    if (!unknown.empty()) unknown += ", ";
    unknown += trim(tag);
  }
  return unknown;
}

Message bad_extension(const Message& request, std::string_view unknown) {
  return make_response(request, 420).add("Unsupported", unknown).add("Supported", supported_extensions);
}

}  // namespace ringback::sip
