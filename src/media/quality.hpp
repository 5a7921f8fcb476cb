#pragma once

#include <cstdint>

namespace ringback::media {

// How a leg's sound travelled, from its RTP and RTCP (docs/call-quality.md). Figures of the whole call, but jitter and
// round trip, which are the latest.
struct Quality {
  struct Direction {
    std::uint64_t packets = 0;
    std::uint64_t lost = 0;
    double jitter_ms = 0;
    bool reported = false;  // false: nobody could tell `lost` and `jitter_ms`
    double mos = 0;         // estimate, 1 to 4.5; 0: unknown
  };
  Direction received;        // what the peer sent, as it came in here
  Direction sent;            // what we sent, as the peer reports it
  double round_trip_ms = 0;  // between us and the peer; 0: unknown
  // The jitter buffer before this leg, for sound that comes in another codec (docs/sound.md). A plain bridge has none.
  struct Playout {
    std::uint64_t packets = 0;       // that were heard
    std::uint64_t late = 0;          // that came after their turn
    std::uint64_t lost = 0;          // that hadn't come at their turn, the late ones among them
    std::uint64_t recovered = 0;     // of these: told by the packet after them (in-band error correction)
    std::uint64_t concealed_ms = 0;  // sound that was made up
    double depth_ms = 0;             // sound that waits now
    double target_ms = 0;            // how long a packet that travelled quickly is made to wait
  };
  Playout playout;
};

}  // namespace ringback::media
