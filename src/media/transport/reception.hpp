#pragma once

#include <cstdint>
#include <span>

#include "base/deadlines.hpp"
#include "media/transport/rtcp_packet.hpp"
#include "media/transport/rtp_packet.hpp"

namespace ringback::media {

// What a receiver must remember of one source to report on it (RFC 3550 sections 6.4 and A.3, A.8), and the sum over
// all sources that a peer has had.
class Reception {
 public:
  // Of the time stamps; 8000 before.
  void set_clock(std::uint32_t hz) { clock_ = hz; }

  // `timed`: the time stamp is the moment of the packet itself. Events bear that of their start (RFC 4733).
  void on_packet(const RtpHeader& header, TimePoint now, bool timed = true);
  // `sent_at` as in RtcpPacket.
  void on_sender_report(std::uint32_t sent_at, TimePoint now);
  // The source has said goodbye: there is nothing more to report on (RFC 3550 section 6.3.4).
  void on_bye() { close_source(); }

  // Whether there is a source to report on.
  bool active() const { return received_ > 0; }
  // A report block for a sender or receiver report. Starts a new interval.
  void write_block(std::span<std::uint8_t, ReportBlock::size> to, TimePoint now);

  std::uint64_t packets() const { return packets_; }
  std::uint64_t lost() const;
  double jitter_ms() const { return jitter_ms_; }

 private:
  void start_source(const RtpHeader& header);
  void close_source();
  std::uint32_t expected() const { return highest_ - first_ + 1; }
  void update_jitter(std::uint32_t timestamp, TimePoint now);
  std::uint32_t samples(TimePoint now) const;

  std::uint32_t clock_ = 8000;
  // of all sources
  std::uint64_t packets_ = 0;
  std::uint64_t lost_before_ = 0;
  double jitter_ms_ = 0;
  // of this one
  std::uint32_t ssrc_ = 0;
  std::uint32_t first_ = 0;  // extended sequence numbers
  std::uint32_t highest_ = 0;
  std::uint32_t received_ = 0;
  std::uint32_t expected_before_ = 0;
  std::uint32_t received_before_ = 0;
  std::uint32_t transit_ = 0;
  bool transit_known_ = false;
  double jitter_ = 0;              // in time stamp units
  std::uint32_t last_report_ = 0;  // middle 32 bits of its NTP time
  TimePoint last_report_at_;
};

// Seconds in 32.32 fixed point, for sender reports. A clock that counts from the machine's start will do: peers only
// compare these times with each other (RFC 3550 section 4).
std::uint64_t ntp_time(TimePoint monotonic);
// Its middle 32 bits, 65536ths of a second: how reports name each other.
inline std::uint32_t short_ntp_time(TimePoint monotonic) {
  return static_cast<std::uint32_t>(ntp_time(monotonic) >> 16);
}

}  // namespace ringback::media
