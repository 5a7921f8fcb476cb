#pragma once

#include <cstdint>
#include <span>

namespace ringback::media {

// Sound that is made here: tones, files, speech. Media thread; allocates nothing.
class PcmSource {
 public:
  virtual ~PcmSource() = default;
  // Fills 20 ms of linear sound, one channel. Their number tells the rate: `pcm_rate(codec)` of the stream that plays
  // it, which may change between two calls (a new SDP). False when that was the last of it; silence stands after the
  // end of the sound then.
  virtual bool fill(std::span<std::int16_t> frame) = 0;
  // The next frame is to be the last, and to end without a click.
  virtual void end() {}
};

}  // namespace ringback::media
