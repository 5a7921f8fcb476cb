#include "media/sdp/audio.hpp"

#include <algorithm>
#include <array>

#include "base/text.hpp"

namespace ringback::media::sdp {
namespace {

constexpr std::uint8_t first_dynamic = 96;
constexpr std::array<std::string_view, 4> direction_names{"sendrecv", "sendonly", "recvonly", "inactive"};

bool carries(std::string_view protocol, Transport transport) {
  if (transport == Transport::webrtc) return protocol == "UDP/TLS/RTP/SAVPF";
  return protocol == "RTP/AVP" || protocol == "RTP/AVPF";
}

// An attribute of the section, or of the session, which it inherits.
std::string inherited(const Description& description, const MediaSection& section, std::string_view name) {
  const auto* own = find(section.attributes, name);
  const auto* value = own ? own : find(description.attributes, name);
  return value ? *value : std::string();
}

Direction direction_of(const Description& description, const MediaSection& section) {
  for (const auto* attributes : {&section.attributes, &description.attributes}) {
    for (std::size_t i = 0; i < direction_names.size(); ++i) {
      if (find(*attributes, direction_names[i])) return static_cast<Direction>(i);
    }
  }
  return Direction::sendrecv;
}

// Static types need no rtpmap (RFC 3551 section 6).
Format static_format(std::uint8_t payload_type) {
  for (const auto& codec : codec_traits) {
    if (codec.payload_type == payload_type && payload_type < first_dynamic) {
      return {payload_type, lower(codec.name), codec.clock_rate, ""};
    }
  }
  return {payload_type, "", 0, ""};
}

// <payload type> <encoding>/<clock>[/<channels>]
void apply_rtpmap(std::string_view value, std::vector<Format>& formats) {
  std::uint32_t payload_type = 0;
  std::uint32_t clock = 0;
  if (!parse_number(take_until(value, ' '), 127, payload_type)) return;
  const auto encoding = take_until(value, '/');
  if (!parse_number(take_until(value, '/'), 1'000'000, clock)) return;
  for (auto& format : formats) {
    if (format.payload_type != payload_type) continue;
    format.encoding = lower(encoding);
    format.clock = clock;
  }
}

// <payload type> <parameters>
void apply_fmtp(std::string_view value, std::vector<Format>& formats) {
  std::uint32_t payload_type = 0;
  if (!parse_number(take_until(value, ' '), 127, payload_type)) return;
  for (auto& format : formats) {
    if (format.payload_type == payload_type) format.parameters = value;
  }
}

std::vector<Format> formats_of(const MediaSection& section) {
  std::vector<Format> formats;
  for (const auto& text : section.formats) {
    std::uint32_t payload_type = 0;
    if (!parse_number(text, 127, payload_type)) continue;
    formats.push_back(static_format(static_cast<std::uint8_t>(payload_type)));
    if (formats.size() == 128) break;
  }
  for (const auto& attribute : section.attributes) {
    if (attribute.name == "rtpmap") apply_rtpmap(attribute.value, formats);
    if (attribute.name == "fmtp") apply_fmtp(attribute.value, formats);
  }
  return formats;
}

// A name is not resolved: the first packet from the peer's signalling address tells where it is. Nowhere (0.0.0.0, ::)
// is how RFC 2543 held a call: nothing is to be sent (RFC 3264 section 8.4).
void read_address(const Description& description, const MediaSection& section, Audio& audio) {
  const auto& text = section.connection.empty() ? description.connection : section.connection;
  const auto address = Address::parse(text, section.port);
  if (!address) return;
  if (!address->is_unspecified()) {
    audio.address = *address;
  } else if (audio.direction == Direction::sendrecv) {
    audio.direction = Direction::sendonly;
  } else if (audio.direction == Direction::recvonly) {
    audio.direction = Direction::inactive;
  }
}

// `a=rtcp:<port> [IN IP4 <address>]` (RFC 3605), else the next port (RFC 3550 section 11).
Address control_address(const MediaSection& section, const Address& rtp) {
  if (!rtp.set()) return {};
  const auto* attribute = find(section.attributes, "rtcp");
  if (!attribute) return rtp.with_port(static_cast<std::uint16_t>(rtp.port() + 1));
  std::string_view value = *attribute;
  std::uint32_t port = 0;
  if (!parse_number(take_until(value, ' '), 65535, port) || port == 0) return {};
  const auto ip = value.substr(value.rfind(' ') + 1);
  const auto elsewhere = Address::parse(ip, static_cast<std::uint16_t>(port));
  return elsewhere && !elsewhere->is_unspecified() ? *elsewhere : rtp.with_port(static_cast<std::uint16_t>(port));
}

Result<void> read_security(const Description& description, const MediaSection& section, Audio& audio) {
  audio.ice = {inherited(description, section, "ice-ufrag"), inherited(description, section, "ice-pwd")};
  // Lengths by RFC 8839 section 5.4.
  const bool sized = audio.ice.ufrag.size() >= 4 && audio.ice.ufrag.size() <= 256 && audio.ice.password.size() >= 22 &&
                     audio.ice.password.size() <= 256;
  if (!sized) return Error{0, "SDP: no ice-ufrag and ice-pwd"};
  auto fingerprint = parse_fingerprint(inherited(description, section, "fingerprint"));
  if (!fingerprint) return fingerprint.error();
  audio.fingerprint = std::move(*fingerprint);
  audio.setup = inherited(description, section, "setup");
  if (audio.setup != "actpass" && audio.setup != "active") return Error{0, "SDP: the peer is no DTLS client"};
  if (!audio.rtcp_mux) return Error{0, "SDP: no rtcp-mux"};
  return {};
}

int hex_digit(char c) {
  const auto at = std::string_view("0123456789abcdef").find(c);
  return at == std::string_view::npos ? -1 : static_cast<int>(at);
}

}  // namespace

std::string_view name_of(Direction direction) {
  return direction_names[static_cast<std::size_t>(direction)];
}

Direction mirror(Direction direction) {
  if (direction == Direction::sendonly) return Direction::recvonly;
  if (direction == Direction::recvonly) return Direction::sendonly;
  return direction;
}

Result<Audio> find_audio(const Description& description, Transport transport) {
  const auto& sections = description.media;
  const auto found = std::find_if(sections.begin(), sections.end(), [&](const MediaSection& section) {
    return section.type == "audio" && section.port != 0 && carries(section.protocol, transport);
  });
  if (found == sections.end()) {
    return Error{0, std::string("SDP: no audio over ") + (transport == Transport::rtp ? "RTP/AVP" : "DTLS-SRTP")};
  }
  Audio audio;
  audio.section = static_cast<std::size_t>(found - sections.begin());
  audio.protocol = found->protocol;
  audio.direction = direction_of(description, *found);
  if (transport == Transport::rtp) read_address(description, *found, audio);
  audio.control = control_address(*found, audio.address);
  audio.rtcp_mux = find(found->attributes, "rtcp-mux") != nullptr;
  audio.formats = formats_of(*found);
  if (const auto* mid = find(found->attributes, "mid")) audio.mid = *mid;
  if (transport == Transport::webrtc) {
    if (auto read = read_security(description, *found, audio); !read) return read.error();
  }
  return audio;
}

Result<Fingerprint> parse_fingerprint(std::string_view value) {
  Fingerprint fingerprint;
  fingerprint.algorithm = lower(take_until(value, ' '));
  while (!value.empty()) {
    const auto pair = lower(take_until(value, ':'));
    const int high = pair.size() == 2 ? hex_digit(pair[0]) : -1;
    const int low = pair.size() == 2 ? hex_digit(pair[1]) : -1;
    if (high < 0 || low < 0) return Error{0, "SDP: malformed fingerprint"};
    fingerprint.digest += static_cast<char>(high * 16 + low);
  }
  if (fingerprint.digest.empty() || fingerprint.digest.size() > 64) return Error{0, "SDP: no fingerprint"};
  return fingerprint;
}

std::string format_fingerprint(const Fingerprint& fingerprint) {
  std::string text = fingerprint.algorithm + ' ';
  for (const char byte : fingerprint.digest) {
    constexpr std::string_view digits = "0123456789ABCDEF";
    const auto bits = static_cast<unsigned char>(byte);
    if (text.back() != ' ') text += ':';
    text += digits[bits >> 4];
    text += digits[bits & 15U];
  }
  return text;
}

}  // namespace ringback::media::sdp
