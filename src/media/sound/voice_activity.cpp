#include "media/sound/voice_activity.hpp"

#include <algorithm>
#include <numeric>

namespace ringback::media {
namespace {

// Mean squares of 16-bit samples. Speech on a telephone is near -26 dBFS.
constexpr double full_scale = 32768.0 * 32768.0;
constexpr double quietest_speech = full_scale * 1e-5;  // -50 dBFS
constexpr double loudest_noise = full_scale * 1.6e-4;  // -38 dBFS
constexpr double above_noise = 6;                      // 8 dB
constexpr double rise = 1.01;                          // a block: 2 dB a second
constexpr double least_noise = full_scale * 1e-8;      // -80 dBFS

double mean_square(std::span<const std::int16_t> sound) {
  const auto sum = std::accumulate(sound.begin(), sound.end(), 0.0,
                                   [](double sum, std::int16_t sample) { return sum + double{1} * sample * sample; });
  return sound.empty() ? 0 : sum / static_cast<double>(sound.size());
}

}  // namespace

// The noise is the least that was heard of late: down at once, up slowly.
bool VoiceActivity::hear(std::span<const std::int16_t> sound) {
  const auto level = mean_square(sound);
  noise_ = std::max(std::min(level, noise_ * rise), least_noise);
  return level > std::clamp(noise_ * above_noise, quietest_speech, loudest_noise);
}

}  // namespace ringback::media
