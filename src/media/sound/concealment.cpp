#include "media/sound/concealment.hpp"

#include <algorithm>
#include <cmath>

namespace ringback::media {
namespace {

constexpr unsigned window_ms = 20;  // that a period must fit
constexpr unsigned shortest_period_ms = 5;
constexpr unsigned longest_period_ms = 15;
constexpr unsigned full_ms = 10;  // before it fades
constexpr unsigned gone_ms = 60;  // when it has faded
constexpr unsigned blend_ms = 5;

std::int16_t clip(double sample) {
  return static_cast<std::int16_t>(std::clamp(sample, -32768.0, 32767.0));
}

// From one value to another as `at` goes from 0 to `length`.
double between(double from, double to, std::size_t at, std::size_t length) {
  const double share = static_cast<double>(at) / static_cast<double>(length);
  return from * (1 - share) + to * share;
}

}  // namespace

void Concealment::remember(std::span<const std::int16_t> sound) {
  const auto taken = sound.last(std::min(sound.size(), history_.size()));
  std::copy(history_.begin() + static_cast<std::ptrdiff_t>(taken.size()), history_.end(), history_.begin());
  std::copy(taken.begin(), taken.end(), history_.end() - static_cast<std::ptrdiff_t>(taken.size()));
}

// How well the last sound fits to itself `lag` samples earlier, every other sample compared.
double Concealment::likeness(std::size_t lag) const {
  double product = 0;
  double energy = 1;
  for (std::size_t back = 1; back <= samples(window_ms); back += 2) {
    const double now = history_[history_.size() - back];
    const double then = history_[history_.size() - back - lag];
    product += now * then;
    energy += then * then;
  }
  return product / std::sqrt(energy);
}

std::size_t Concealment::find_period() const {
  std::size_t best = samples(shortest_period_ms);
  double most = likeness(best);
  for (std::size_t lag = best + 1; lag <= samples(longest_period_ms); ++lag) {
    const double found = likeness(lag);
    if (found <= most) continue;
    most = found;
    best = lag;
  }
  return best;
}

// The cycle's last quarter becomes the sound that came before its first sample, so that it has no seam.
void Concealment::start() {
  period_ = find_period();
  position_ = 0;
  const std::size_t seam = period_ / 4;
  for (std::size_t i = 0; i < period_; ++i) {
    const double sample = history_[history_.size() - period_ + i];
    const bool at_seam = i + seam >= period_;
    const double before = at_seam ? history_[history_.size() - 2 * period_ + i] : 0;
    cycle_[i] = at_seam ? between(sample, before, i + seam + 1 - period_, seam) : sample;
  }
}

double Concealment::made_up() {
  const auto full = samples(full_ms);
  const auto gone = samples(gone_ms);
  const double sample = cycle_[position_];
  position_ = (position_ + 1) % period_;
  const auto age = lost_++;
  if (age >= gone) return 0;
  return age <= full ? sample : between(sample, 0, age - full, gone - full);
}

// The first samples are blended with the last ones mirrored, for want of what would have come.
void Concealment::conceal(std::span<std::int16_t> lost) {
  if (lost_ == 0) start();
  const auto blend = samples(blend_ms) / 2;
  for (auto& sample : lost) {
    const auto age = lost_;
    const double made = made_up();
    sample = clip(age < blend ? between(history_[history_.size() - 1 - age], made, age + 1, blend + 1) : made);
  }
}

void Concealment::hear(std::span<std::int16_t> sound) {
  const auto blend = lost_ == 0 ? 0 : std::min(sound.size(), samples(blend_ms));
  for (std::size_t i = 0; i < blend; ++i) sound[i] = clip(between(made_up(), sound[i], i + 1, blend + 1));
  lost_ = 0;
  remember(sound);
}

}  // namespace ringback::media
