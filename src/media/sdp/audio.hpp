#pragma once

#include "media/sdp/agreement.hpp"
#include "media/sdp/description.hpp"
#include "media/session.hpp"

// What the audio section of a description means.
namespace ringback::media::sdp {

enum class Direction { sendrecv, sendonly, recvonly, inactive };
std::string_view name_of(Direction direction);
// What we answer (RFC 3264 section 6.1).
Direction mirror(Direction direction);

struct Format {
  std::uint8_t payload_type = 0;
  std::string encoding;  // lower case: `pcmu`, `telephone-event`
  std::uint32_t clock = 0;
  std::string parameters;  // of its fmtp line
};

// The codec that it is; nothing if it is none of ours.
std::optional<Codec> codec_of(const Format& format);
// How we write it, under the number that we offer it under.
Format format_of(Codec codec);
// Telephone events of that clock, with what we take.
Format event_format(std::uint8_t payload_type, std::uint32_t clock);

struct Audio {
  std::size_t section = 0;  // which m= line
  std::string protocol;
  std::string mid;
  Address address;  // rtp; not set: a name or 0.0.0.0, which takes the peer's receiving from the direction
  Address control;  // where RTCP is wanted, the same way
  bool rtcp_mux = false;
  Direction direction = Direction::sendrecv;
  std::vector<Format> formats;  // the peer's order

  // webrtc
  IceCredentials ice;
  Fingerprint fingerprint;
  std::string setup;
};

// The first audio section that can be used over `transport`. Fails with words about what it lacks.
Result<Audio> find_audio(const Description& description, Transport transport);

// `sha-256 AA:BB:…` and back.
Result<Fingerprint> parse_fingerprint(std::string_view value);
std::string format_fingerprint(const Fingerprint& fingerprint);

}  // namespace ringback::media::sdp
