#pragma once

#include <array>
#include <cstdint>
#include <string_view>

namespace ringback::media {

// Audio codecs that a session can negotiate. What number stands for each in RTP is the SDP's to say.
enum class Codec : unsigned char { pcmu, pcma, opus, g722 };

inline constexpr std::size_t codec_count = 4;
inline constexpr unsigned frames_per_second = 50;  // what is made here comes in frames of 20 ms

struct CodecTraits {
  std::string_view name;      // as it is registered for SDP
  unsigned clock_rate;        // of RTP time stamps, in Hz. G.722's is not its sound's: RFC 3551 section 4.5.2
  unsigned pcm_rate;          // of the linear sound that own sources make for it, in Hz, one channel
  std::uint8_t payload_type;  // that we offer it under: static (RFC 3551 section 6), or for Opus a dynamic one
};

inline constexpr std::array<CodecTraits, codec_count> codec_traits = {{
    {"PCMU", 8000, 8000, 0},
    {"PCMA", 8000, 8000, 8},
    // Speech is wide-band at 16 kHz; a higher rate would cost twice as much and a telephone has nothing to fill it.
    {"opus", 48000, 16000, 111},
    {"G722", 8000, 16000, 9},
}};

constexpr const CodecTraits& traits(Codec codec) {
  return codec_traits[static_cast<std::size_t>(codec)];
}
constexpr unsigned clock_rate(Codec codec) {
  return traits(codec).clock_rate;
}
constexpr unsigned pcm_rate(Codec codec) {
  return traits(codec).pcm_rate;
}
// Time stamp units of 20 ms.
constexpr unsigned clock_per_frame(Codec codec) {
  return clock_rate(codec) / frames_per_second;
}
constexpr bool is_g711(Codec codec) {
  return codec == Codec::pcmu || codec == Codec::pcma;
}

// Linear sound: 16 bits a sample, one channel. Room for 20 ms of it at the highest rate.
inline constexpr std::size_t max_pcm_rate = 48000;
inline constexpr std::size_t max_pcm_frame = max_pcm_rate / frames_per_second;

}  // namespace ringback::media
