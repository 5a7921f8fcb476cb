#pragma once

#include <array>
#include <cstdint>
#include <string_view>

namespace ringback::media {

// What a caller hears in a country while the far end rings (ITU-T E.180, its supplement 2 and national practice).
struct RingTone {
  std::string_view country;  // as TwiML's `ringTone` names it
  std::uint16_t hz;
  std::uint16_t second_hz;      // heard with it; 0: none
  std::uint16_t modulation_hz;  // swells so many times a second; 0: steady
  // Milliseconds of sound and silence in turn, over and over; 0: no such phase.
  std::array<std::uint16_t, 4> cadence;
};

// nullptr if there is no such name in TwiML.
const RingTone* find_ring_tone(std::string_view country);
// The one of a region by ISO 3166 (`GB`), or, for regions without one here, the United States'.
const RingTone& ring_tone_of_region(std::string_view region);

}  // namespace ringback::media
