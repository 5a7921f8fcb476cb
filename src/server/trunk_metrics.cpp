#include "server/trunk_metrics.hpp"

#include "sip/endpoint.hpp"

namespace ringback::server {
namespace {

using Values = metrics::Registry::Values;
using Counters = sip::Trunk::Counters;

// Trunks come and go with the configuration, so they are asked for anew each time.
template <class Value>
std::function<Values()> of_each(const sip::Endpoint& endpoint, Value value) {
  return [&endpoint, value] {
    Values out;
    for (const auto& trunk : endpoint.trunks()) {
      if (const auto number = value(*trunk)) out.push_back({{{"trunk", trunk->settings().name}}, *number});
    }
    return out;
  };
}

auto count(std::uint64_t Counters::* member) {
  return [member](const sip::Trunk& trunk) { return std::optional(static_cast<double>(trunk.counters().*member)); };
}

// 0 is no limit, and then there is no number of it.
std::optional<double> max_calls(const sip::Trunk& trunk) {
  const int limit = trunk.settings().max_calls;
  return limit == 0 ? std::nullopt : std::optional<double>(limit);
}

std::optional<double> registered(const sip::Trunk& trunk) {
  return trunk.settings().registers ? std::optional(trunk.registered() ? 1.0 : 0.0) : std::nullopt;
}

}  // namespace

void measure_trunks(metrics::Registry& registry, const sip::Endpoint& endpoint) {
  const auto gauge = [&](const char* name, const char* help, auto value) {
    registry.read_gauges(name, help, of_each(endpoint, value));
  };
  const auto counter = [&](const char* name, const char* help, std::uint64_t Counters::* member) {
    registry.read_counters(name, help, of_each(endpoint, count(member)));
  };
  gauge("ringback_trunk_up", "1 while the trunk answers",
        [](const sip::Trunk& trunk) { return std::optional(trunk.up() ? 1.0 : 0.0); });
  gauge("ringback_trunk_registered", "1 while we are registered there, of trunks that we register with", registered);
  gauge("ringback_trunk_calls", "Calls that are up or being set up, in and out",
        [](const sip::Trunk& trunk) { return std::optional<double>(trunk.calls()); });
  gauge("ringback_trunk_calls_limit", "The most that ringback_trunk_calls may be", max_calls);
  counter("ringback_trunk_outgoing_total", "Calls that the trunk was asked to take", &Counters::outgoing);
  counter("ringback_trunk_failed_total", "Calls that it did not take, so that the next trunk was tried",
          &Counters::failed);
  counter("ringback_trunk_incoming_total", "Calls that came from it", &Counters::incoming);
  counter("ringback_trunk_refused_total", "Calls from it that were over its limit", &Counters::refused);
  counter("ringback_trunk_downs_total", "How often it went down", &Counters::downs);
}

}  // namespace ringback::server
