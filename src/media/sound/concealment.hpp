#pragma once

#include <array>
#include <cstdint>
#include <span>

namespace ringback::media {

// Sound in place of what was lost, for codecs that have no way of their own: the last pitch period again and again,
// fading to silence, blended at both ends (after ITU-T G.711 Appendix I, without its delay of 3.75 ms).
class Concealment {
 public:
  // Samples a second of all that follows: at most 16000.
  explicit Concealment(unsigned rate) : rate_(rate) {}

  // Good sound, to be remembered. Its first samples are blended with what was made up before it.
  void hear(std::span<std::int16_t> sound);
  void conceal(std::span<std::int16_t> lost);

 private:
  static constexpr std::size_t max_rate = 16000;
  static constexpr std::size_t max_history = max_rate * 35 / 1000;  // the longest period and what it is compared with
  static constexpr std::size_t max_period = max_rate * 15 / 1000;   // 66 Hz, the lowest of voices

  std::size_t samples(unsigned milliseconds) const { return rate_ * milliseconds / 1000; }
  void remember(std::span<const std::int16_t> sound);
  void start();
  double likeness(std::size_t lag) const;
  std::size_t find_period() const;
  double made_up();

  unsigned rate_;
  std::array<std::int16_t, max_history> history_{};  // the newest sample last
  std::array<double, max_period> cycle_{};
  std::size_t period_ = 0;
  std::size_t position_ = 0;  // in the cycle
  std::size_t lost_ = 0;      // samples made up in a row
};

}  // namespace ringback::media
