#pragma once

#include <cstdint>
#include <optional>

#include "base/deadlines.hpp"
#include "media/transport/rtp_packet.hpp"

namespace ringback::media {

// Numbers the packets of one outgoing stream so that its sources may change: one SSRC, sequence numbers and time stamps
// that go on from source to source (RFC 3550 section 5.1), each source starting with a marker.
class Timeline {
 public:
  struct Start {
    std::uint32_t ssrc;
    std::uint16_t sequence;
    std::uint32_t timestamp;
  };
  explicit Timeline(Start start) : ssrc_(start.ssrc), sequence_(start.sequence), timestamp_(start.timestamp) {}

  // Units of the time stamp a second; 8000 at first. A change starts another stream, with an SSRC of its own, since a
  // receiver can't tell which clock a time stamp is of (RFC 7160 section 4.1).
  void set_clock(unsigned rate);

  // The next packet is the first of another sound, or after a hold: it gets the marker, and its source's numbers are
  // mapped anew.
  void begin_source() { begins_ = true; }

  // For a packet of `samples` units of the clock that is made here. Payload type is the caller's.
  RtpHeader own(TimePoint now, std::uint32_t samples);
  // For a packet of `samples` that came from another stream. Loss and reordering stay visible. Nothing if it is older
  // than the source's first packet here, or than one that was put in between.
  std::optional<RtpHeader> relayed(const RtpHeader& from, TimePoint now, std::uint32_t samples);

  std::uint32_t ssrc() const { return ssrc_; }
  // The time stamp that stands for `now`, for sender reports.
  std::uint32_t timestamp_at(TimePoint now) const;

 private:
  enum class Source : unsigned char { none, own, relayed };
  void resume(TimePoint now);
  void map(const RtpHeader& from, TimePoint now);
  std::uint32_t units(Duration time) const;
  Duration length(std::uint32_t units) const;

  unsigned clock_ = 8000;
  std::uint32_t ssrc_;
  std::uint16_t sequence_;   // of the newest packet
  std::uint32_t timestamp_;  // where the newest packet's sound ends
  TimePoint ends_;           // the same, on the clock
  Source source_ = Source::none;
  bool begins_ = false;
  // relayed: what is added to the source's numbers
  std::uint32_t from_ssrc_ = 0;
  std::uint16_t from_first_ = 0;
  std::uint16_t sequence_offset_ = 0;
  std::uint32_t timestamp_offset_ = 0;
};

}  // namespace ringback::media
