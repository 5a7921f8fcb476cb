#pragma once

#include <cstdint>
#include <memory>
#include <span>

#include "media/codec.hpp"

namespace ringback::media {

// What the peer's SDP asks of the sound that it is sent.
struct EncoderOptions {
  int max_bitrate = 0;            // bits a second; 0: as the codec likes. Opus alone can follow
  bool error_correction = false;  // Opus in-band FEC (RFC 7587 section 6.1)
  bool operator==(const EncoderOptions&) const = default;
};

// Makes one stream of sound fit for RTP. Built on the control thread; then it belongs to one media thread, and nothing
// is allocated any more.
class Encoder {
 public:
  virtual ~Encoder() = default;
  // 20 ms of linear sound. Their number tells the rate: 160 are 8 kHz, which every codec takes; 320 are 16 kHz, which
  // G.722 and Opus take; 960 are 48 kHz, for Opus alone. Returns the size of the payload; 0 if it doesn't fit, or if
  // the codec can't take that rate.
  virtual std::size_t encode(std::span<const std::int16_t> frame, std::span<std::uint8_t> payload) = 0;
  // 20 ms of silence, at no cost worth naming. Returns as `encode` does.
  virtual std::size_t silence(std::span<std::uint8_t> payload) = 0;
  // How much of what we send gets lost, in percent: how much error correction is worth its bits.
  virtual void expect_loss(int percent) = 0;
};

std::unique_ptr<Encoder> make_encoder(Codec codec, EncoderOptions options);

}  // namespace ringback::media
