#pragma once

#include <array>

#include "media/sound/decoder.hpp"

namespace ringback::media {

// A decoder of every codec, for those who hear a peer that may change it at any packet. Those that are never asked
// cost address space only.
class DecoderSet {
 public:
  DecoderSet() {
    for (std::size_t i = 0; i < codec_count; ++i) decoders_[i] = make_decoder(static_cast<Codec>(i));
  }
  Decoder& of(Codec codec) { return *decoders_[static_cast<std::size_t>(codec)]; }
  void reset() {
    for (auto& decoder : decoders_) decoder->reset();
  }

 private:
  std::array<std::unique_ptr<Decoder>, codec_count> decoders_;
};

}  // namespace ringback::media
