#pragma once

#include <string>
#include <string_view>

#include "media/sound/encoder.hpp"

namespace ringback::media::sdp {

// What an fmtp line asks of the Opus that we send (RFC 7587 section 6.1): `maxaveragebitrate` from 6000 to 510000 and
// `useinbandfec`. Other parameters, and values that aren't allowed, are passed over.
EncoderOptions parse_opus_parameters(std::string_view parameters);

// What we ask of the Opus that we're sent.
inline constexpr std::string_view own_opus_parameters = "minptime=10;useinbandfec=1";

}  // namespace ringback::media::sdp
