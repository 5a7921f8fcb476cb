#pragma once

#include "media/sound/concealment.hpp"
#include "media/sound/decoder.hpp"
#include "media/sound/encoder.hpp"

struct g722_encode_state_s;
struct g722_decode_state_s;

// ITU-T G.722 at 64 kbit/s, by spandsp. At 8 kHz the lower of its two bands alone.
namespace ringback::media {

class G722Encoder final : public Encoder {
 public:
  G722Encoder();
  std::size_t encode(std::span<const std::int16_t> frame, std::span<std::uint8_t> payload) override;
  std::size_t silence(std::span<std::uint8_t> payload) override;
  void expect_loss(int) override {}

 private:
  struct Delete {
    void operator()(g722_encode_state_s* state) const;
  };
  std::unique_ptr<g722_encode_state_s, Delete> state_;
};

class G722Decoder final : public Decoder {
 public:
  G722Decoder();
  bool set_rate(unsigned rate) override;
  unsigned rate() const override;
  std::size_t decode(std::span<const std::uint8_t> payload, std::span<std::int16_t> to) override;
  bool recover(std::span<const std::uint8_t>, std::span<std::int16_t>) override { return false; }
  void conceal(std::span<std::int16_t> lost) override { concealment_.conceal(lost); }
  void reset() override;

 private:
  struct Delete {
    void operator()(g722_decode_state_s* state) const;
  };
  std::unique_ptr<g722_decode_state_s, Delete> state_;
  Concealment concealment_{8000};
};

}  // namespace ringback::media
