#include "media/sdp/writer.hpp"

#include <gtest/gtest.h>

namespace ringback::media::sdp {
namespace {

const LocalMedia phone_media = {
    .transport = Transport::rtp, .codecs = {Codec::pcmu}, .address = *Address::parse("2001:db8::2", 40100)};

TEST(SdpWriter, NamesTheFamilyOfAnAddress) {
  EXPECT_EQ(network_address(*Address::parse("192.0.2.2", 1)), "IP4 192.0.2.2");
  EXPECT_EQ(network_address(*Address::parse("2001:db8::2", 1)), "IP6 2001:db8::2");
}

TEST(SdpWriter, APhonesSessionHasItsAddressAndNoIce) {
  EXPECT_EQ(write_session(phone_media, "0"), "s=-\r\nc=IN IP6 2001:db8::2\r\nt=0 0\r\n");
}

TEST(SdpWriter, ABrowsersSessionHasIceLiteAndTheBundle) {
  EXPECT_EQ(write_session({.transport = Transport::webrtc}, "audio0"),
            "s=-\r\nt=0 0\r\na=ice-lite\r\na=group:BUNDLE audio0\r\n");
}

TEST(SdpWriter, APhonesSectionIsPlain) {
  const AudioLines lines{.protocol = "RTP/AVP",
                         .formats = {format_of(Codec::pcmu), event_format(96, 8000)},
                         .direction = Direction::recvonly};
  EXPECT_EQ(write_audio(phone_media, lines),
            "m=audio 40100 RTP/AVP 0 96\r\na=rtcp-mux\r\na=recvonly\r\na=rtpmap:0 PCMU/8000\r\n"
            "a=rtpmap:96 telephone-event/8000\r\na=fmtp:96 0-16\r\na=ptime:20\r\n");
}

TEST(SdpWriter, CandidatesFallInPriority) {
  const auto first = *Address::parse("192.0.2.2", 40000);
  const LocalMedia local{.transport = Transport::webrtc,
                         .address = first,
                         .candidates = {first, *Address::parse("fd00::2", 40000)},
                         .fingerprint = {"sha-256", "\x01"}};
  const auto section = write_audio(local, {.protocol = "UDP/TLS/RTP/SAVPF", .mid = "0", .setup = "passive"});
  EXPECT_TRUE(
      section.ends_with("a=candidate:1 1 udp 2130706431 192.0.2.2 40000 typ host\r\n"
                        "a=candidate:2 1 udp 2130706175 fd00::2 40000 typ host\r\n"
                        "a=end-of-candidates\r\n"))
      << section;
}

TEST(SdpWriter, ARefusedSectionKeepsItsFormats) {
  EXPECT_EQ(write_refused({.type = "video", .port = 5, .protocol = "RTP/AVP", .formats = {"31", "34"}}),
            "m=video 0 RTP/AVP 31 34\r\n");
  EXPECT_EQ(write_refused({.type = "x", .port = 5, .protocol = "udp"}), "m=x 0 udp 0\r\n");
}

}  // namespace
}  // namespace ringback::media::sdp
