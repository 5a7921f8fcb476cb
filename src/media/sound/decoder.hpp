#pragma once

#include <cstdint>
#include <memory>
#include <span>

#include "media/codec.hpp"

namespace ringback::media {

// The longest packet that is taken: 120 ms (Opus' longest, RFC 6716 section 2.1.4).
inline constexpr unsigned max_packet_frames = 6;
inline constexpr std::size_t max_packet_samples = max_packet_frames * max_pcm_frame;

// Makes linear sound of RTP payloads, in their order. Built on the control thread; then it belongs to one media thread,
// and nothing is allocated any more. Takes whatever bytes a network brings.
class Decoder {
 public:
  virtual ~Decoder() = default;

  // Samples a second that come out from now on: 8000 of any codec, 16000 of G.722 and Opus, 48000 of Opus. Another rate
  // than before starts the decoder anew. False, and nothing changed, for a rate that it doesn't have. At first 8000.
  virtual bool set_rate(unsigned rate) = 0;
  virtual unsigned rate() const = 0;

  // One packet's sound. How many samples came; 0 if it makes no sense or is longer than `to`.
  virtual std::size_t decode(std::span<const std::uint8_t> payload, std::span<std::int16_t> to) = 0;
  // The packet before `next` was lost: what is known of it from `next`, which is then to be decoded as ever. False if
  // nothing is.
  virtual bool recover(std::span<const std::uint8_t> next, std::span<std::int16_t> lost) = 0;
  // Sound in place of a lost packet: like what was, and fading.
  virtual void conceal(std::span<std::int16_t> lost) = 0;
  // Forgets what was: another sender.
  virtual void reset() = 0;
};

std::unique_ptr<Decoder> make_decoder(Codec codec);

// How long a payload sounds, in units of the codec's RTP clock; 0 if it makes no sense. Reads no more than its first
// bytes.
std::uint32_t duration(Codec codec, std::span<const std::uint8_t> payload);

}  // namespace ringback::media
