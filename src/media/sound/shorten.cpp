#include "media/sound/shorten.hpp"

#include <algorithm>
#include <cmath>

namespace ringback::media {
namespace {

// How alike the first `length` samples and those `lag` later are, every other sample compared.
double likeness(std::span<const std::int16_t> sound, std::size_t lag, std::size_t length) {
  double product = 0;
  double energy = 1;
  for (std::size_t i = 0; i < length; i += 2) {
    product += double{1} * sound[i] * sound[i + lag];
    energy += std::pow(sound[i + lag], 2);
  }
  return product / std::sqrt(energy);
}

}  // namespace

std::size_t shorten(std::span<std::int16_t> sound, unsigned rate) {
  if (sound.size() < rate * shorten_needs_ms / 1000) return 0;
  const std::size_t longest = rate * 15 / 1000;
  std::size_t best = rate * 5 / 1000;
  double most = likeness(sound, best, longest);
  for (std::size_t lag = best + 1; lag <= longest; ++lag) {
    const double found = likeness(sound, lag, longest);
    if (found <= most) continue;
    most = found;
    best = lag;
  }
  for (std::size_t i = 0; i < best; ++i) {
    const double share = static_cast<double>(i + 1) / static_cast<double>(best + 1);
    sound[i + best] = static_cast<std::int16_t>(sound[i] * (1 - share) + sound[i + best] * share);
  }
  std::copy(sound.begin() + static_cast<std::ptrdiff_t>(best), sound.end(), sound.begin());
  return best;
}

}  // namespace ringback::media
