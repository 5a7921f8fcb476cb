#pragma once

#include <cstdint>
#include <span>

#include "media/codec.hpp"

// ITU-T G.711: 8 bits a sample, 8000 a second.
namespace ringback::media {

inline constexpr unsigned samples_per_second = 8000;
inline constexpr unsigned samples_per_frame = 160;  // 20 ms

std::uint8_t encode(Codec codec, std::int16_t sample);
std::int16_t decode(Codec codec, std::uint8_t byte);

// What stillness is in that codec.
std::uint8_t silent_byte(Codec codec);

// `from` in one codec to `to` in another (or the same), which has room for as many bytes.
void transcode(Codec from_codec, std::span<const std::uint8_t> from, Codec to_codec, std::uint8_t* to);

}  // namespace ringback::media
