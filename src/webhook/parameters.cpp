#include "webhook/parameters.hpp"

#include <algorithm>
#include <array>

#include "base/phone_number.hpp"

namespace ringback::webhook {
namespace {

constexpr std::string_view api_version = "2010-04-01";

// Every name that a request about a call may carry of the server's own.
constexpr std::array<std::string_view, 38> standard_names = {
    "AccountSid",
    "AnsweredBy",
    "ApiVersion",
    "ApplicationSid",
    "CallSid",
    "CallStatus",
    "CallToken",
    "Called",
    "CalledCity",
    "CalledCountry",
    "CalledState",
    "CalledVia",
    "CalledZip",
    "Caller",
    "CallerCity",
    "CallerCountry",
    "CallerName",
    "CallerState",
    "CallerZip",
    "Direction",
    "ForwardedFrom",
    "From",
    "FromCity",
    "FromCountry",
    "FromState",
    "FromZip",
    "ParentCallSid",
    "StirVerstat",
    "StirPassportToken",
    "To",
    "ToCity",
    "ToCountry",
    "ToState",
    "ToZip",
    "ErrorCode",
    "ErrorUrl",
    "MachineDetectionDuration",
    "CallerId",
};

bool is_number(std::string_view party) {
  return !party.starts_with("client:") && !party.starts_with("sip:");
}

void add_place(Parameters& out, const std::string& prefix, const Geography& place) {
  out.emplace_back(prefix + "City", place.city);
  out.emplace_back(prefix + "Country", place.country);
  out.emplace_back(prefix + "State", place.state);
  out.emplace_back(prefix + "Zip", place.zip);
}

void add_places(Parameters& out, const call::Facts& facts) {
  // A call that a client makes has no places at all, whatever its page calls `To`.
  if (!is_number(facts.from) || !is_number(facts.to)) return;
  const Geography from = geography(facts.from);
  const Geography to = geography(facts.to);
  add_place(out, "From", from);
  add_place(out, "Caller", from);
  add_place(out, "To", to);
  add_place(out, "Called", to);
}

void add_if_set(Parameters& out, const char* name, const std::string& value) {
  if (!value.empty()) out.emplace_back(name, value);
}

void sort_by_name(Parameters& parameters) {
  std::sort(parameters.begin(), parameters.end(), [](const auto& a, const auto& b) {
    return std::pair(lower(a.first), a.first) < std::pair(lower(b.first), b.first);
  });
}

}  // namespace

Parameters standard_parameters(const call::Facts& facts) {
  Parameters out = {
      {"AccountSid", facts.account_sid},
      {"ApiVersion", std::string(api_version)},
      {"Called", facts.called},
      {"Caller", facts.from},
      {"CallSid", facts.sid},
      {"CallStatus", facts.status},
      {"Direction", facts.direction},
      {"From", facts.from},
      {"To", facts.to},
  };
  add_if_set(out, "ApplicationSid", facts.application_sid);
  add_if_set(out, "ParentCallSid", facts.parent_sid);
  add_if_set(out, "ForwardedFrom", facts.forwarded_from);
  add_if_set(out, "CalledVia", facts.forwarded_from);
  add_places(out, facts);
  sort_by_name(out);
  return out;
}

void merge(Parameters& parameters, const Parameters& more) {
  parameters.insert(parameters.end(), more.begin(), more.end());
  sort_by_name(parameters);
}

bool is_standard(std::string_view name) {
  return std::find(standard_names.begin(), standard_names.end(), name) != standard_names.end();
}

}  // namespace ringback::webhook
