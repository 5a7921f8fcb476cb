#pragma once

#include "media/sound/decoder.hpp"
#include "media/sound/encoder.hpp"

struct OpusEncoder;
struct OpusDecoder;

// Opus (RFC 6716, RFC 7587), one channel, by libopus. Its memory is there from the start; a change of rate makes the
// state anew in the same place.
namespace ringback::media {

class OpusSoundEncoder final : public Encoder {
 public:
  explicit OpusSoundEncoder(EncoderOptions options);
  std::size_t encode(std::span<const std::int16_t> frame, std::span<std::uint8_t> payload) override;
  std::size_t silence(std::span<std::uint8_t> payload) override;
  void expect_loss(int percent) override;

 private:
  OpusEncoder* state() { return reinterpret_cast<OpusEncoder*>(memory_.get()); }
  bool set_rate(unsigned rate);

  const EncoderOptions options_;
  std::unique_ptr<std::byte[]> memory_;
  unsigned rate_ = 0;  // 0: no state yet
  int loss_percent_;
};

class OpusSoundDecoder final : public Decoder {
 public:
  OpusSoundDecoder();
  bool set_rate(unsigned rate) override;
  unsigned rate() const override { return rate_; }
  std::size_t decode(std::span<const std::uint8_t> payload, std::span<std::int16_t> to) override;
  bool recover(std::span<const std::uint8_t> next, std::span<std::int16_t> lost) override;
  void conceal(std::span<std::int16_t> lost) override;
  void reset() override { started_ = false; }

 private:
  OpusDecoder* state();

  std::unique_ptr<std::byte[]> memory_;
  unsigned rate_ = 8000;
  bool started_ = false;  // else the state is to be made before use: a leg that never decodes touches no memory
};

}  // namespace ringback::media
