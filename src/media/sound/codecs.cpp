#include <opus.h>

#include <algorithm>

#include "media/sound/g711_codec.hpp"
#include "media/sound/g722_codec.hpp"
#include "media/sound/opus_codec.hpp"

// Which class serves which codec.
namespace ringback::media {

std::unique_ptr<Encoder> make_encoder(Codec codec, EncoderOptions options) {
  if (codec == Codec::opus) return std::make_unique<OpusSoundEncoder>(options);
  if (codec == Codec::g722) return std::make_unique<G722Encoder>();
  return std::make_unique<G711Encoder>(codec);
}

std::unique_ptr<Decoder> make_decoder(Codec codec) {
  if (codec == Codec::opus) return std::make_unique<OpusSoundDecoder>();
  if (codec == Codec::g722) return std::make_unique<G722Decoder>();
  return std::make_unique<G711Decoder>(codec);
}

// The others have 8 bits a unit of their clock.
std::uint32_t duration(Codec codec, std::span<const std::uint8_t> payload) {
  if (codec != Codec::opus || payload.empty()) return static_cast<std::uint32_t>(payload.size());
  const int samples = opus_packet_get_nb_samples(payload.data(), static_cast<opus_int32>(payload.size()),
                                                 static_cast<int>(clock_rate(codec)));
  return static_cast<std::uint32_t>(std::max(samples, 0));
}

}  // namespace ringback::media
