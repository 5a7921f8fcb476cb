#pragma once

#include "media/sdp/negotiation.hpp"

namespace ringback::media::sdp {

// One audio section as we write it.
struct AudioLines {
  std::string_view protocol;
  std::vector<Format> formats;
  Direction direction = Direction::sendrecv;
  bool rtcp_mux = true;  // an offer's wish, or the answer to one (RFC 5761 section 5.1.1)
  // webrtc
  std::string_view mid;
  std::string_view setup;
  IceCredentials ice;
};

// `IP4 192.0.2.2`
std::string network_address(const Address& address);
// Everything between the o= line and the first m= line.
std::string write_session(const LocalMedia& local, std::string_view mid);
std::string write_audio(const LocalMedia& local, const AudioLines& audio);
// An m= line of the offer that we don't take, with port 0 (RFC 3264 section 6).
std::string write_refused(const MediaSection& offered);

}  // namespace ringback::media::sdp
