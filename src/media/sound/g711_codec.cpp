#include "media/sound/g711_codec.hpp"

#include <algorithm>

#include "media/sound/g711.hpp"

namespace ringback::media {

std::size_t G711Encoder::encode(std::span<const std::int16_t> frame, std::span<std::uint8_t> payload) {
  if (frame.size() != samples_per_frame || payload.size() < frame.size()) return 0;
  std::transform(frame.begin(), frame.end(), payload.begin(),
                 [this](std::int16_t sample) { return media::encode(codec_, sample); });
  return frame.size();
}

std::size_t G711Encoder::silence(std::span<std::uint8_t> payload) {
  if (payload.size() < samples_per_frame) return 0;
  std::fill_n(payload.begin(), samples_per_frame, silent_byte(codec_));
  return samples_per_frame;
}

std::size_t G711Decoder::decode(std::span<const std::uint8_t> payload, std::span<std::int16_t> to) {
  if (payload.size() > to.size()) return 0;
  std::transform(payload.begin(), payload.end(), to.begin(),
                 [this](std::uint8_t byte) { return media::decode(codec_, byte); });
  concealment_.hear(to.first(payload.size()));
  return payload.size();
}

}  // namespace ringback::media
