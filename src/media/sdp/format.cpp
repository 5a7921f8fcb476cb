#include <algorithm>

#include "base/text.hpp"
#include "media/sdp/audio.hpp"
#include "media/sdp/opus_parameters.hpp"

// Formats and the codecs that they stand for.
namespace ringback::media::sdp {

std::optional<Codec> codec_of(const Format& format) {
  for (std::size_t i = 0; i < codec_count; ++i) {
    const auto codec = static_cast<Codec>(i);
    if (format.clock == clock_rate(codec) && format.encoding == lower(traits(codec).name)) return codec;
  }
  return std::nullopt;
}

Format format_of(Codec codec) {
  return {traits(codec).payload_type, lower(traits(codec).name), clock_rate(codec),
          std::string(codec == Codec::opus ? own_opus_parameters : "")};
}

// Events 0 to 16: the digits and a hook flash (RFC 4733 section 3.2).
Format event_format(std::uint8_t payload_type, std::uint32_t clock) {
  return {payload_type, "telephone-event", clock, "0-16"};
}

}  // namespace ringback::media::sdp
