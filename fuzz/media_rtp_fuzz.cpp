#include <array>
#include <cstdint>
#include <cstdlib>

#include "media/sound/telephone_event.hpp"
#include "media/transport/reception.hpp"
#include "media/transport/rtp_packet.hpp"

// Everything that looks at a packet after decryption.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace ringback;
  const std::span bytes(data, size);
  media::Reception reception;
  (void)media::classify(bytes);
  const auto packet = media::parse_rtp(bytes);
  if (!packet) return 0;
  if (packet->payload.size() + media::rtp_header_size > size) std::abort();
  media::DigitReceiver digits;
  (void)digits.receive(*packet);
  reception.on_packet(packet->header, {});
  std::array<std::uint8_t, media::ReportBlock::size> block{};
  reception.write_block(block, {});
  return 0;
}
