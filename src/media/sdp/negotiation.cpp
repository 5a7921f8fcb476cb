#include "media/sdp/negotiation.hpp"

#include <algorithm>
#include <charconv>

#include "base/sid.hpp"
#include "media/sdp/writer.hpp"

namespace ringback::media::sdp {
namespace {

constexpr std::uint8_t offered_event_type = 101;

Format format_of(Codec codec) {
  return {static_cast<std::uint8_t>(codec), codec == Codec::pcmu ? "pcmu" : "pcma", 8000};
}

std::optional<Codec> codec_of(const Format& format) {
  if (format.clock != 8000) return std::nullopt;
  if (format.encoding == "pcmu") return Codec::pcmu;
  if (format.encoding == "pcma") return Codec::pcma;
  return std::nullopt;
}

bool contains(const std::vector<Codec>& codecs, Codec codec) {
  return std::find(codecs.begin(), codecs.end(), codec) != codecs.end();
}

// A new user fragment and password: 48 and 128 bits (RFC 8445 section 5.3 asks for 24 and 128).
IceCredentials fresh_credentials() {
  return {random_hex(6), random_hex(16)};
}

std::uint64_t random_session_id() {
  std::uint64_t id = 0;
  const auto hex = random_hex(7);  // fits the signed 64 bits that some peers read it into
  std::from_chars(hex.data(), hex.data() + hex.size(), id, 16);
  return id;
}

}  // namespace

struct Negotiation::Choice {
  Format format;
  Codec codec;
  std::optional<Format> event;
};

Negotiation::Negotiation(LocalMedia local)
    : local_(std::move(local)), session_id_(random_session_id()), codec_(local_.codecs.front()) {
  if (local_.transport == Transport::webrtc) local_ice_ = fresh_credentials();
}

std::string Negotiation::versioned(std::string body) {
  if (body != last_body_) ++version_;
  last_body_ = std::move(body);
  return "v=0\r\no=- " + std::to_string(session_id_) + ' ' + std::to_string(version_) + " IN " +
         network_address(local_.address) + "\r\n" + last_body_;
}

std::string Negotiation::offer_body() const {
  const bool webrtc = local_.transport == Transport::webrtc;
  AudioLines audio{.protocol = webrtc ? "UDP/TLS/RTP/SAVPF" : "RTP/AVP", .mid = mid_, .setup = "actpass"};
  for (const auto codec : local_.codecs) {
    audio.formats.push_back(format_of(codec));
    if (webrtc) break;  // the SDKs reorder what they get: one codec leaves them no choice
  }
  audio.formats.push_back({offered_event_type, "telephone-event", 8000});
  audio.ice = local_ice_;
  return write_session(local_, mid_) + write_audio(local_, audio);
}

std::string Negotiation::offer() {
  if (pending_offer_.empty()) pending_offer_ = versioned(offer_body());
  return pending_offer_;
}

Result<Negotiation::Choice> Negotiation::choose(const Audio& remote, const std::vector<Codec>& allowed) const {
  std::optional<Choice> choice;
  for (const auto& format : remote.formats) {
    const auto codec = codec_of(format);
    if (!codec || !contains(allowed, *codec)) continue;
    choice = Choice{format, *codec, std::nullopt};
    break;
  }
  if (!choice) return Error{0, "SDP: no common codec"};
  for (const auto& format : remote.formats) {
    if (format.encoding == "telephone-event" && format.clock == choice->format.clock) choice->event = format;
  }
  return *choice;
}

Agreement Negotiation::agree(const Audio& remote, const Choice& choice) const {
  Agreement agreement;
  agreement.codec = choice.codec;
  agreement.send_payload_type = agreement.receive_payload_type = choice.format.payload_type;
  if (choice.event) agreement.send_event_type = agreement.receive_event_type = choice.event->payload_type;
  const auto direction = mirror(remote.direction);
  agreement.send = direction == Direction::sendrecv || direction == Direction::sendonly;
  agreement.receive = direction == Direction::sendrecv || direction == Direction::recvonly;
  agreement.remote = local_.transport == Transport::rtp ? remote.address : Address();
  agreement.remote_fingerprint = remote.fingerprint;
  return agreement;
}

void Negotiation::remember(const Audio& remote, Codec codec) {
  codec_ = codec;
  remote_ice_ = remote.ice;
  if (!remote.mid.empty()) mid_ = remote.mid;
}

Result<Negotiation::Answer> Negotiation::answer(std::string_view offer) {
  const auto description = parse(offer);
  if (!description) return description.error();
  const auto remote = find_audio(*description, local_.transport);
  if (!remote) return remote.error();
  const auto choice = choose(*remote, local_.codecs);
  if (!choice) return choice.error();

  // Other credentials than before ask for an ICE restart (RFC 8839 section 4.4.1.1.1), which takes new ones of ours.
  if (!remote_ice_.ufrag.empty() && remote->ice != remote_ice_) local_ice_ = fresh_credentials();
  remember(*remote, choice->codec);
  pending_offer_.clear();

  AudioLines audio{.protocol = remote->protocol,
                   .formats = {choice->format},
                   .direction = mirror(remote->direction),
                   .mid = mid_,
                   .setup = "passive",
                   .ice = local_ice_};
  if (const auto& event = choice->event) audio.formats.push_back(*event);
  std::string body = write_session(local_, mid_);
  for (std::size_t i = 0; i < description->media.size(); ++i) {
    body += i == remote->section ? write_audio(local_, audio) : write_refused(description->media[i]);
  }
  auto agreement = agree(*remote, *choice);
  agreement.local_ice = local_ice_;
  return Answer{versioned(std::move(body)), std::move(agreement)};
}

Result<Agreement> Negotiation::accept(std::string_view answer) {
  const auto description = parse(answer);
  if (!description) return description.error();
  const auto remote = find_audio(*description, local_.transport);
  if (!remote) return remote.error();
  auto offered = local_.codecs;
  if (local_.transport == Transport::webrtc) offered.resize(1);
  const auto choice = choose(*remote, offered);
  if (!choice) return choice.error();

  remember(*remote, choice->codec);
  pending_offer_.clear();
  auto agreement = agree(*remote, *choice);
  agreement.receive_payload_type = static_cast<std::uint8_t>(choice->codec);
  if (choice->event) agreement.receive_event_type = offered_event_type;
  agreement.local_ice = local_ice_;
  return agreement;
}

}  // namespace ringback::media::sdp
