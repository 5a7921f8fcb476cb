#include "media/mos.hpp"

#include <algorithm>

namespace ringback::media {
namespace {

constexpr double best_rating = 93.2;
constexpr double robustness = 25.1;  // Bpl
constexpr double packet_ms = 20;     // gathered before a packet is sent

double delay_impairment(double ms) {
  return 0.024 * ms + 0.11 * std::max(ms - 177.3, 0.0);
}

double loss_impairment(double loss) {
  const double percent = loss * 100;
  return 95 * percent / (percent + robustness);
}

// A receiver is thought to buffer twice the jitter.
void estimate(Quality::Direction& direction, std::uint64_t sent, double round_trip_ms) {
  if (!direction.reported || sent == 0) return;
  const double loss = std::min(1.0, static_cast<double>(direction.lost) / static_cast<double>(sent));
  direction.mos = mean_opinion_score(loss, round_trip_ms / 2 + packet_ms + 2 * direction.jitter_ms);
}

}  // namespace

double mean_opinion_score(double loss, double delay_ms) {
  const double r = std::clamp(best_rating - delay_impairment(delay_ms) - loss_impairment(loss), 0.0, 100.0);
  return std::max(1.0, 1 + 0.035 * r + r * (r - 60) * (100 - r) * 7e-6);
}

Quality with_mos(Quality quality) {
  estimate(quality.received, quality.received.packets + quality.received.lost, quality.round_trip_ms);
  estimate(quality.sent, quality.sent.packets, quality.round_trip_ms);
  return quality;
}

}  // namespace ringback::media
