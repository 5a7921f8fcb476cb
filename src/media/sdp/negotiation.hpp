#pragma once

#include <optional>

#include "media/sdp/audio.hpp"

namespace ringback::media::sdp {

// What a session says of itself.
struct LocalMedia {
  Transport transport = Transport::rtp;
  std::vector<Codec> codecs;
  // rtp: c= and m=. webrtc: the first host candidate stands there.
  Address address;
  // webrtc
  std::vector<Address> candidates;  // best first
  Fingerprint fingerprint;
};

// Offers and answers of one session (RFC 3264), each with its version in the o= line. No sockets, no threads.
class Negotiation {
 public:
  explicit Negotiation(LocalMedia local);

  // The same text until an answer has been accepted or the peer has made an offer.
  std::string offer();

  struct Answer {
    std::string sdp;
    Agreement agreement;
  };
  // A failed call changes nothing.
  Result<Answer> answer(std::string_view offer);
  // May come again for one offer: a provisional answer, then the final one.
  Result<Agreement> accept(std::string_view answer);

  // The last agreed codec, or the first of our own.
  Codec codec() const { return codec_; }
  const std::string& remote_ufrag() const { return remote_ice_.ufrag; }
  const IceCredentials& local_ice() const { return local_ice_; }

 private:
  struct Choice;
  std::vector<Codec> offered() const;
  Result<Choice> choose(const Audio& remote, const std::vector<Codec>& allowed) const;
  Agreement agree(const Audio& remote, const Choice& choice) const;
  void remember(const Audio& remote, Codec codec);
  std::string versioned(std::string body);
  std::string offer_body() const;

  const LocalMedia local_;
  const std::uint64_t session_id_;
  std::uint64_t version_ = 0;
  std::string last_body_;
  std::string pending_offer_;
  Codec codec_;
  IceCredentials local_ice_;
  IceCredentials remote_ice_;
  std::string mid_ = "0";
};

}  // namespace ringback::media::sdp
