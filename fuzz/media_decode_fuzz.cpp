#include <array>
#include <cstdint>
#include <cstdlib>

#include "media/sound/playout.hpp"
#include "media/transport/rtp_packet.hpp"

namespace {

using namespace ringback::media;

// The decoders themselves, at each of their rates: never more than there is room for, and what is made up is as long as
// was asked.
void decode(Codec codec, std::span<const std::uint8_t> payload) {
  static std::array<std::int16_t, max_packet_samples> sound;
  const auto decoder = make_decoder(codec);
  (void)duration(codec, payload);
  for (const unsigned rate : {8000U, 16000U, 48000U}) {
    if (!decoder->set_rate(rate)) continue;
    if (decoder->decode(payload, sound) > sound.size()) std::abort();
    (void)decoder->recover(payload, std::span(sound).first(rate / frames_per_second));
    decoder->conceal(std::span(sound).first(payload.size()));
  }
}

// Packets as they'd come one after the other: a length, then header and payload. A 20 ms step after each.
void play(std::span<const std::uint8_t> data) {
  static Playout playout;
  playout.reset();
  ringback::TimePoint now{};
  while (data.size() > 1) {
    const std::size_t size = std::min<std::size_t>(data[0], data.size() - 1);
    const auto packet = parse_rtp(data.subspan(1, size));
    if (packet && packet->payload.size() <= max_payload) {
      Frame frame{.codec = static_cast<Codec>(packet->header.payload_type % codec_count),
                  .event = packet->header.payload_type > 100};
      frame.packet = *packet;
      playout.insert(frame, now);
    }
    now += std::chrono::milliseconds(20);
    if (playout.next(data[0] % 2 == 0 ? 8000 : 16000, now).size() > max_pcm_frame) std::abort();
    data = data.subspan(1 + size);
  }
}

}  // namespace

// Whatever payloads a network brings.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  const std::span bytes(data, size);
  if (data[0] < codec_count) {
    decode(static_cast<Codec>(data[0]), bytes.subspan(1));
  } else {
    play(bytes.subspan(1));
  }
  return 0;
}
