#include "media/sdp/writer.hpp"

namespace ringback::media::sdp {
namespace {

// Host candidates of component 1 (RFC 8839 section 5.1). Priorities by RFC 8445 section 5.1.2.1, falling by place.
std::string write_candidates(const std::vector<Address>& candidates) {
  std::string lines;
  std::uint32_t place = 0;
  for (const auto& candidate : candidates) {
    const std::uint32_t priority = (126U << 24) | ((65535U - place) << 8) | 255U;
    lines += "a=candidate:" + std::to_string(++place) + " 1 udp " + std::to_string(priority) + ' ' + candidate.ip() +
             ' ' + std::to_string(candidate.port()) + " typ host\r\n";
  }
  return lines + "a=end-of-candidates\r\n";
}

std::string write_security(const LocalMedia& local, const AudioLines& audio) {
  std::string lines = "a=mid:" + std::string(audio.mid) + "\r\n";
  lines += "a=ice-ufrag:" + audio.ice.ufrag + "\r\na=ice-pwd:" + audio.ice.password + "\r\n";
  lines += "a=fingerprint:" + format_fingerprint(local.fingerprint) + "\r\n";
  return lines + "a=setup:" + std::string(audio.setup) + "\r\n";
}

// <encoding>/<clock>[/<channels>], names as they are registered, whatever case the peer wrote. Opus always names two
// channels (RFC 7587 section 7).
std::string mapping(const Format& format) {
  const auto codec = codec_of(format);
  auto text = std::string(codec ? traits(*codec).name : format.encoding) + '/' + std::to_string(format.clock);
  return codec == Codec::opus ? text + "/2" : text;
}

std::string write_formats(const std::vector<Format>& formats) {
  std::string lines;
  for (const auto& format : formats) {
    const auto type = std::to_string(format.payload_type);
    lines += "a=rtpmap:" + type + ' ' + mapping(format) + "\r\n";
    if (!format.parameters.empty()) lines += "a=fmtp:" + type + ' ' + format.parameters + "\r\n";
  }
  return lines;
}

}  // namespace

std::string network_address(const Address& address) {
  return (address.is_v6() ? "IP6 " : "IP4 ") + address.ip();
}

std::string write_session(const LocalMedia& local, std::string_view mid) {
  std::string lines = "s=-\r\n";
  if (local.transport == Transport::rtp) lines += "c=IN " + network_address(local.address) + "\r\n";
  lines += "t=0 0\r\n";
  if (local.transport == Transport::webrtc) lines += "a=ice-lite\r\na=group:BUNDLE " + std::string(mid) + "\r\n";
  return lines;
}

std::string write_audio(const LocalMedia& local, const AudioLines& audio) {
  const bool webrtc = local.transport == Transport::webrtc;
  std::string lines = "m=audio " + std::to_string(local.address.port()) + ' ' + std::string(audio.protocol);
  for (const auto& format : audio.formats) lines += ' ' + std::to_string(format.payload_type);
  lines += "\r\n";
  if (webrtc) lines += "c=IN " + network_address(local.address) + "\r\n" + write_security(local, audio);
  if (audio.rtcp_mux) lines += "a=rtcp-mux\r\n";
  lines += "a=" + std::string(name_of(audio.direction)) + "\r\n" + write_formats(audio.formats) + "a=ptime:20\r\n";
  if (webrtc) lines += write_candidates(local.candidates);
  return lines;
}

std::string write_refused(const MediaSection& offered) {
  std::string line = "m=" + offered.type + " 0 " + offered.protocol;
  for (const auto& format : offered.formats) line += ' ' + format;
  return line + (offered.formats.empty() ? " 0\r\n" : "\r\n");
}

}  // namespace ringback::media::sdp
