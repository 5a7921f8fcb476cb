#pragma once

#include <array>
#include <cstdint>
#include <span>

#include "media/codec.hpp"
#include "media/stream_id.hpp"
#include "media/transport/rtp_packet.hpp"

namespace ringback::media {

// What one RTP packet carried, on its way from one stream to another.
struct Frame {
  StreamId from;
  Codec codec = Codec::pcmu;
  bool event = false;  // RFC 4733, on that codec's clock; else sound
  RtpPacket packet;    // payload type is the sender's and means nothing to others
};

// The longest frame of Opus (RFC 6716 section 3.2.1) and its first byte. Longer packets are dropped.
inline constexpr std::size_t max_payload = 1276;

// A frame that owns its bytes, for the way to another thread.
struct StoredFrame {
  StreamId to;
  Frame frame;
  std::array<std::uint8_t, max_payload> bytes{};

  void store(StreamId target, const Frame& given);
};

}  // namespace ringback::media
