#pragma once

#include <cstdint>
#include <span>

namespace ringback::media {

// Finds one frequency in what is heard, by Goertzel's algorithm over blocks of 40 ms. A tone counts when, in two
// blocks running, it is louder than a whisper and holds most of the block's energy.
class ToneDetector {
 public:
  // Listens for `hz` from now on; 0 stops.
  void listen_for(int hz);
  bool listening() const { return coefficient_ != 0; }
  // Linear sound at 8 kHz. True once, when the tone has been found.
  bool hear(std::span<const std::int16_t> sound);

 private:
  bool add(double sample);
  bool block_is_tone() const;
  void clear_block();

  double coefficient_ = 0;
  double previous_ = 0;
  double before_ = 0;
  double energy_ = 0;
  unsigned samples_ = 0;
  unsigned blocks_ = 0;  // with the tone, running
};

}  // namespace ringback::media
