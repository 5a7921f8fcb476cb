#include <array>
#include <cstdint>
#include <cstdlib>

#include "media/mos.hpp"
#include "media/transport/rtcp_session.hpp"

// A compound packet, and what is made of it: reports and figures stay in their ranges.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace ringback;
  constexpr std::uint32_t ours = 0x61616161;
  auto now = TimePoint() + std::chrono::hours(1);
  media::RtcpSession session(ours);
  session.on_rtp({.sequence = 1, .ssrc = 9}, now, true);
  if (!session.on_rtcp(std::span(data, size), now)) return 0;
  now += std::chrono::seconds(1);
  std::array<std::uint8_t, media::max_rtcp> bytes{};
  const auto written = session.write(0, media::RtcpSession::Occasion::end, now, bytes);
  if (!media::parse_rtcp(std::span(bytes).first(written), ours)) std::abort();
  auto quality = session.measured();
  quality.sent.packets = size;
  quality = media::with_mos(quality);
  if (quality.sent.mos > 4.5 || quality.received.mos > 4.5) std::abort();
  return 0;
}
