#pragma once

#include <cstdint>
#include <span>

#include "base/deadlines.hpp"
#include "media/transport/rtp_packet.hpp"

namespace ringback::media {

// What a receiver must remember of one source to report on it (RFC 3550 sections 6.4 and A.3, A.8).
class Reception {
 public:
  static constexpr std::size_t block_size = 24;

  void on_packet(const RtpHeader& header, TimePoint now);
  // A compound RTCP packet: keeps the time of a sender report.
  void on_control(std::span<const std::uint8_t> bytes, TimePoint now);

  bool active() const { return received_ > 0; }
  // A report block for a sender or receiver report. Starts a new interval.
  void write_block(std::span<std::uint8_t, block_size> to, TimePoint now);

 private:
  void restart(const RtpHeader& header);
  void update_jitter(std::uint32_t timestamp, TimePoint now);

  std::uint32_t ssrc_ = 0;
  std::uint32_t first_ = 0;  // extended sequence numbers
  std::uint32_t highest_ = 0;
  std::uint32_t received_ = 0;
  std::uint32_t expected_before_ = 0;
  std::uint32_t received_before_ = 0;
  std::uint32_t transit_ = 0;
  double jitter_ = 0;              // in time stamp units
  std::uint32_t last_report_ = 0;  // middle 32 bits of its NTP time
  TimePoint last_report_at_;
};

// Seconds in 32.32 fixed point, for sender reports. A clock that counts from the machine's start will do: peers only
// compare these times with each other (RFC 3550 section 4).
std::uint64_t ntp_time(TimePoint monotonic);

}  // namespace ringback::media
