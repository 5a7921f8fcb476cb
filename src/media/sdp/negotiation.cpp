#include "media/sdp/negotiation.hpp"

#include <algorithm>
#include <charconv>

#include "base/sid.hpp"
#include "media/sdp/opus_parameters.hpp"
#include "media/sdp/writer.hpp"

namespace ringback::media::sdp {
namespace {

// The numbers that we offer telephone events under, one for each clock of a codec's.
constexpr std::uint8_t event_type(std::uint32_t clock) {
  return clock == 8000 ? 101 : 110;
}

template <class List, class Item>
bool contains(const List& list, const Item& item) {
  return std::find(list.begin(), list.end(), item) != list.end();
}

// Which browsers have; and of which the SDKs know, who put it at the front.
bool is_browsers(Codec codec) {
  return codec != Codec::g722;
}
bool is_sdks(Codec codec) {
  return codec == Codec::pcmu || codec == Codec::opus;
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

  // Under the peer's number, with our parameters.
  Format answered() const {
    auto format = format_of(codec);
    format.payload_type = this->format.payload_type;
    return format;
  }
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

// Towards a browser one alone: the SDKs reorder what they get, and one leaves them no choice.
std::vector<Codec> Negotiation::offered() const {
  if (local_.transport == Transport::rtp) return local_.codecs;
  const auto first = std::find_if(local_.codecs.begin(), local_.codecs.end(), is_browsers);
  return {first == local_.codecs.end() ? Codec::pcmu : *first};
}

std::string Negotiation::offer_body() const {
  const bool webrtc = local_.transport == Transport::webrtc;
  AudioLines audio{.protocol = webrtc ? "UDP/TLS/RTP/SAVPF" : "RTP/AVP", .mid = mid_, .setup = "actpass"};
  std::vector<std::uint32_t> clocks;
  for (const auto codec : offered()) {
    audio.formats.push_back(format_of(codec));
    if (!contains(clocks, clock_rate(codec))) clocks.push_back(clock_rate(codec));
  }
  for (const auto clock : clocks) audio.formats.push_back(event_format(event_type(clock), clock));
  audio.ice = local_ice_;
  return write_session(local_, mid_) + write_audio(local_, audio);
}

std::string Negotiation::offer() {
  if (pending_offer_.empty()) pending_offer_ = versioned(offer_body());
  return pending_offer_;
}

// The peer's first that is allowed; a browser's first of those that its SDK knows, if there is one.
Result<Negotiation::Choice> Negotiation::choose(const Audio& remote, const std::vector<Codec>& allowed) const {
  std::optional<Choice> choice;
  for (const auto& format : remote.formats) {
    const auto codec = codec_of(format);
    if (!codec || !contains(allowed, *codec)) continue;
    const bool better = local_.transport == Transport::webrtc && choice && !is_sdks(choice->codec) && is_sdks(*codec);
    if (!choice || better) choice = Choice{format, *codec, std::nullopt};
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
  agreement.send_payload_type = choice.format.payload_type;
  agreement.receive = {{choice.format.payload_type, choice.codec}};
  if (choice.codec == Codec::opus) agreement.encoder = parse_opus_parameters(choice.format.parameters);
  if (choice.event) agreement.send_event_type = agreement.receive_event_type = choice.event->payload_type;
  const auto direction = mirror(remote.direction);
  agreement.may_send = direction == Direction::sendrecv || direction == Direction::sendonly;
  agreement.may_receive = direction == Direction::sendrecv || direction == Direction::recvonly;
  agreement.remote = local_.transport == Transport::rtp ? remote.address : Address();
  agreement.remote_control = local_.transport == Transport::rtp ? remote.control : Address();
  agreement.rtcp_mux = remote.rtcp_mux;
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
                   .formats = {choice->answered()},
                   .direction = mirror(remote->direction),
                   .rtcp_mux = remote->rtcp_mux,
                   .mid = mid_,
                   .setup = "passive",
                   .ice = local_ice_};
  if (const auto& event = choice->event) audio.formats.push_back(event_format(event->payload_type, event->clock));
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
  const auto allowed = offered();
  const auto choice = choose(*remote, allowed);
  if (!choice) return choice.error();

  remember(*remote, choice->codec);
  pending_offer_.clear();
  auto agreement = agree(*remote, *choice);
  // It sends by our numbers.
  agreement.receive = {{traits(choice->codec).payload_type, choice->codec}};
  for (const auto codec : allowed) {
    if (codec != choice->codec) agreement.receive.push_back({traits(codec).payload_type, codec});
  }
  if (choice->event) agreement.receive_event_type = event_type(choice->format.clock);
  agreement.local_ice = local_ice_;
  return agreement;
}

}  // namespace ringback::media::sdp
