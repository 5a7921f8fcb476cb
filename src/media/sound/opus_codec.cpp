#include "media/sound/opus_codec.hpp"

#include <opus.h>

#include <algorithm>
#include <array>

namespace ringback::media {
namespace {

constexpr int complexity = 5;  // of 10; what design figures were measured with
constexpr int speech = 24000;  // bits a second that one voice is well served with, its error correction included
constexpr int least_loss = 5;  // percent: less, and there would be no error correction when loss begins

// CELT, full band, 20 ms, one channel (RFC 6716 section 3.1), and its flag for silence (section 4.3).
constexpr std::array<std::uint8_t, 3> silent_packet{0xF8, 0xFF, 0xFE};

bool has_rate(unsigned rate) {
  return rate == 8000 || rate == 16000 || rate == 48000;
}

}  // namespace

OpusSoundEncoder::OpusSoundEncoder(EncoderOptions options)
    : options_(options),
      memory_(new std::byte[static_cast<std::size_t>(opus_encoder_get_size(1))]),
      loss_percent_(least_loss) {}

bool OpusSoundEncoder::set_rate(unsigned rate) {
  if (rate == rate_) return true;
  if (!has_rate(rate)) return false;
  if (opus_encoder_init(state(), static_cast<opus_int32>(rate), 1, OPUS_APPLICATION_VOIP) != OPUS_OK) return false;
  rate_ = rate;
  const int bitrate = options_.max_bitrate > 0 ? std::min(options_.max_bitrate, speech) : speech;
  opus_encoder_ctl(state(), OPUS_SET_BITRATE(bitrate));
  opus_encoder_ctl(state(), OPUS_SET_COMPLEXITY(complexity));
  opus_encoder_ctl(state(), OPUS_SET_INBAND_FEC(options_.error_correction ? 1 : 0));
  opus_encoder_ctl(state(), OPUS_SET_PACKET_LOSS_PERC(loss_percent_));
  return true;
}

std::size_t OpusSoundEncoder::encode(std::span<const std::int16_t> frame, std::span<std::uint8_t> payload) {
  if (!set_rate(static_cast<unsigned>(frame.size()) * frames_per_second)) return 0;
  const auto size = opus_encode(state(), frame.data(), static_cast<int>(frame.size()), payload.data(),
                                static_cast<opus_int32>(payload.size()));
  return size > 0 ? static_cast<std::size_t>(size) : 0;
}

std::size_t OpusSoundEncoder::silence(std::span<std::uint8_t> payload) {
  if (payload.size() < silent_packet.size()) return 0;
  std::copy(silent_packet.begin(), silent_packet.end(), payload.begin());
  return silent_packet.size();
}

void OpusSoundEncoder::expect_loss(int percent) {
  loss_percent_ = std::clamp(percent, least_loss, 100);
  if (rate_ != 0) opus_encoder_ctl(state(), OPUS_SET_PACKET_LOSS_PERC(loss_percent_));
}

OpusSoundDecoder::OpusSoundDecoder() : memory_(new std::byte[static_cast<std::size_t>(opus_decoder_get_size(1))]) {}

OpusDecoder* OpusSoundDecoder::state() {
  auto* state = reinterpret_cast<OpusDecoder*>(memory_.get());
  if (!started_) opus_decoder_init(state, static_cast<opus_int32>(rate_), 1);
  started_ = true;
  return state;
}

bool OpusSoundDecoder::set_rate(unsigned rate) {
  if (!has_rate(rate)) return false;
  if (rate != rate_) started_ = false;
  rate_ = rate;
  return true;
}

std::size_t OpusSoundDecoder::decode(std::span<const std::uint8_t> payload, std::span<std::int16_t> to) {
  if (payload.empty()) return 0;  // to libopus that would mean: conceal
  const int samples = opus_decode(state(), payload.data(), static_cast<opus_int32>(payload.size()), to.data(),
                                  static_cast<int>(to.size()), 0);
  return samples > 0 ? static_cast<std::size_t>(samples) : 0;
}

bool OpusSoundDecoder::recover(std::span<const std::uint8_t> next, std::span<std::int16_t> lost) {
  if (next.empty()) return false;
  const int samples = opus_decode(state(), next.data(), static_cast<opus_int32>(next.size()), lost.data(),
                                  static_cast<int>(lost.size()), 1);
  return samples == static_cast<int>(lost.size());
}

void OpusSoundDecoder::conceal(std::span<std::int16_t> lost) {
  const int samples = opus_decode(state(), nullptr, 0, lost.data(), static_cast<int>(lost.size()), 0);
  if (samples != static_cast<int>(lost.size())) std::fill(lost.begin(), lost.end(), std::int16_t{0});
}

}  // namespace ringback::media
