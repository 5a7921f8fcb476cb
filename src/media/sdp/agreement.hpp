#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "media/codec.hpp"
#include "media/sound/encoder.hpp"
#include "media/transport/address.hpp"

namespace ringback::media {

struct IceCredentials {
  std::string ufrag;
  std::string password;
  bool operator==(const IceCredentials&) const = default;
};

// Of a certificate (RFC 8122 section 5).
struct Fingerprint {
  std::string algorithm;  // lower case: `sha-256`
  std::string digest;     // bytes
  bool operator==(const Fingerprint&) const = default;
};

// What an exchange of offer and answer has settled; all that the media thread needs to know of SDP.
struct Agreement {
  Codec codec = Codec::pcmu;
  // Payload types may differ by direction: each side names those that it wants to receive (RFC 3264 section 5.1).
  std::uint8_t send_payload_type = 0;
  // What may come, and under which number: the agreed codec first. A peer to whom several were offered may change
  // between them at any packet (RFC 3264 section 7).
  struct Receive {
    std::uint8_t payload_type;
    Codec codec;
  };
  std::vector<Receive> receive{{0, Codec::pcmu}};
  std::optional<std::uint8_t> send_event_type;
  std::optional<std::uint8_t> receive_event_type;
  EncoderOptions encoder;
  bool may_send = true;  // false: the peer has put us on hold
  bool may_receive = true;

  // rtp: where the peer wants its packets. Not set: it gave a name, or 0.0.0.0.
  Address remote;
  // rtp: where it wants RTCP: on the same port (RFC 5761), or here (RFC 3605; else the next port).
  bool rtcp_mux = false;
  Address remote_control;

  // webrtc
  IceCredentials local_ice;
  Fingerprint remote_fingerprint;
};

}  // namespace ringback::media
