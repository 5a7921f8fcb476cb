#pragma once

#include "media/sound/concealment.hpp"
#include "media/sound/decoder.hpp"
#include "media/sound/encoder.hpp"

// G.711 behind the interface of all codecs. 8 kHz only.
namespace ringback::media {

class G711Encoder final : public Encoder {
 public:
  explicit G711Encoder(Codec codec) : codec_(codec) {}
  std::size_t encode(std::span<const std::int16_t> frame, std::span<std::uint8_t> payload) override;
  std::size_t silence(std::span<std::uint8_t> payload) override;
  void expect_loss(int) override {}

 private:
  const Codec codec_;
};

class G711Decoder final : public Decoder {
 public:
  explicit G711Decoder(Codec codec) : codec_(codec) {}
  bool set_rate(unsigned rate) override { return rate == pcm_rate(codec_); }
  unsigned rate() const override { return pcm_rate(codec_); }
  std::size_t decode(std::span<const std::uint8_t> payload, std::span<std::int16_t> to) override;
  bool recover(std::span<const std::uint8_t>, std::span<std::int16_t>) override { return false; }
  void conceal(std::span<std::int16_t> lost) override { concealment_.conceal(lost); }
  void reset() override { concealment_ = Concealment(rate()); }

 private:
  const Codec codec_;
  Concealment concealment_{pcm_rate(Codec::pcmu)};
};

}  // namespace ringback::media
