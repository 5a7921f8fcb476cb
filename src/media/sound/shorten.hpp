#pragma once

#include <cstdint>
#include <span>

namespace ringback::media {

// How much sound `shorten` needs before it.
inline constexpr unsigned shorten_needs_ms = 30;

// Takes 5 to 15 ms, one pitch period if there is one, off the front of linear sound, blended so that it isn't heard
// (waveform similarity overlap-add). How many samples are gone; what is left stands at the front.
std::size_t shorten(std::span<std::int16_t> sound, unsigned rate);

}  // namespace ringback::media
