#pragma once

namespace ringback::media {

// Audio codecs that a session can negotiate, by their static RTP payload types (RFC 3551 section 6).
enum class Codec : unsigned char { pcmu = 0, pcma = 8 };

}  // namespace ringback::media
