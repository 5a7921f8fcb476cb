#include "routing/admission.hpp"

#include "base/log.hpp"

namespace ringback::routing {
namespace {

constexpr int excess_samples_needed = 3;
// Below this share of the limits for so many samples the server is well again.
constexpr double calm_share = 0.7;
constexpr int calm_samples_needed = 4;

}  // namespace

std::string Admission::excess(const Load& load, double share) const {
  if (load.control_lag > options_.max_control_lag * share) return "the control thread is late";
  if (load.busiest_media_thread > options_.max_media_load * share) return "a media thread is at its limit";
  const auto missed = static_cast<double>(load.media_ticks_missed);
  if (options_.max_media_ticks_missed != 0 && missed > static_cast<double>(options_.max_media_ticks_missed) * share) {
    return "media threads are late";
  }
  return {};
}

void Admission::observe(const Load& load) {
  auto reason = excess(load, 1);
  samples_in_excess_ = reason.empty() ? 0 : samples_in_excess_ + 1;
  if (samples_in_excess_ >= excess_samples_needed) {
    if (!overloaded_) log::warn("overloaded: new calls are refused", {{"reason", reason}});
    overloaded_ = true;
    reason_ = std::move(reason);
    calm_samples_ = 0;
    return;
  }
  if (!overloaded_) return;
  calm_samples_ = excess(load, calm_share).empty() ? calm_samples_ + 1 : 0;
  if (calm_samples_ < calm_samples_needed) return;
  overloaded_ = false;
  log::info("new calls are taken again");
}

std::string Admission::refusal(std::size_t live_calls) {
  std::string reason;
  if (overloaded_ && live_calls != 0) reason = reason_;
  if (options_.max_calls != 0 && live_calls >= options_.max_calls) reason = "as many calls are up as may be";
  if (!reason.empty()) ++refused_;
  return reason;
}

}  // namespace ringback::routing
