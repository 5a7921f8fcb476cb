#pragma once

#include "media/quality.hpp"
#include "media/transport/rtcp_writer.hpp"

namespace ringback::media {

// One stream's part in RTCP (RFC 3550 section 6): what is heard of the peer and told to it, and what it tells of us.
// Media thread.
class RtcpSession {
 public:
  // `ssrc` is ours.
  explicit RtcpSession(std::uint32_t ssrc) : info_{.ssrc = ssrc}, random_(ssrc) {}

  // Ours from now on, and the clock of the RTP time stamps both ways.
  void set_source(std::uint32_t ssrc, std::uint32_t clock);

  // A packet of ours with so many bytes of payload.
  void on_sent(std::size_t payload);
  // As Reception::on_packet.
  void on_rtp(const RtpHeader& header, TimePoint now, bool timed) { reception_.on_packet(header, now, timed); }
  // False if it is malformed.
  bool on_rtcp(std::span<const std::uint8_t> bytes, TimePoint now);

  // Whether it is time for a report: every 5 s, from half to one and a half of that by chance, so that a thousand calls
  // don't report at once (RFC 3550 section 6.2).
  bool due(TimePoint now);
  enum class Occasion { report, end };
  // `timestamp` is RTP's, of the same moment as `now`.
  std::size_t write(std::uint32_t timestamp, Occasion occasion, TimePoint now, std::span<std::uint8_t, max_rtcp> to);

  Quality measured() const;
  // Of what we sent between the peer's last two reports.
  int loss_percent() const { return loss_percent_; }

 private:
  void take_block(const ReportBlock& block, TimePoint now);
  Duration next_interval();

  SenderInfo info_;
  std::uint32_t random_;
  std::uint32_t clock_ = 8000;
  Reception reception_;
  TimePoint next_report_;
  std::uint32_t packets_reported_ = 0;
  Quality::Direction sent_;  // of all our sources; loss and jitter as the peer's reports say
  std::uint64_t lost_before_ = 0;
  double round_trip_ms_ = 0;
  int loss_percent_ = 0;
};

}  // namespace ringback::media
