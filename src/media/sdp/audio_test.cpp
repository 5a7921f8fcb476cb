#include "media/sdp/audio.hpp"

#include <gtest/gtest.h>

namespace ringback::media::sdp {
namespace {

Result<Audio> audio_of(const std::string& lines, Transport transport = Transport::rtp) {
  const auto description = parse("v=0\r\nc=IN IP4 192.0.2.7\r\n" + lines);
  if (!description) return description.error();
  return find_audio(*description, transport);
}

const std::string browser_section =
    "m=audio 9 UDP/TLS/RTP/SAVPF 0 126\r\na=ice-ufrag:pc0L\r\na=ice-pwd:7gSN+dFmdE0/8cVeszQ6PYPA\r\n"
    "a=fingerprint:sha-256 AB:cd:01\r\na=setup:actpass\r\na=mid:audio\r\na=rtcp-mux\r\n";

TEST(SdpAudio, ReadsAPhonesSection) {
  const auto audio = audio_of("m=audio 4000 RTP/AVP 8 0 96 9\r\na=rtpmap:96 telephone-event/8000\r\na=sendonly\r\n");
  ASSERT_TRUE(audio);
  EXPECT_TRUE(audio->address == *Address::parse("192.0.2.7", 4000));
  EXPECT_EQ(audio->direction, Direction::sendonly);
  ASSERT_EQ(audio->formats.size(), 4U);
  EXPECT_EQ(audio->formats[0].encoding, "pcma");
  EXPECT_EQ(audio->formats[1].encoding, "pcmu");
  EXPECT_EQ(audio->formats[2].encoding, "telephone-event");
  EXPECT_EQ(audio->formats[2].clock, 8000U);
  EXPECT_EQ(audio->formats[3].encoding, "g722");
}

TEST(SdpAudio, TheSectionsOwnLinesComeFirst) {
  const auto audio = audio_of("a=inactive\r\nm=audio 4000 RTP/AVP 0\r\nc=IN IP6 2001:db8::1\r\na=recvonly\r\n");
  ASSERT_TRUE(audio);
  EXPECT_EQ(audio->address.ip(), "2001:db8::1");
  EXPECT_EQ(audio->direction, Direction::recvonly);
  EXPECT_EQ(audio_of("a=inactive\r\nm=audio 4000 RTP/AVP 0\r\n")->direction, Direction::inactive);
}

TEST(SdpAudio, ANameOrNoAddressIsLeftOpen) {
  EXPECT_FALSE(audio_of("m=audio 4000 RTP/AVP 0\r\nc=IN IP4 0.0.0.0\r\n")->address.set());
  EXPECT_FALSE(audio_of("m=audio 4000 RTP/AVP 0\r\nc=IN IP4 pbx.example\r\n")->address.set());
  EXPECT_FALSE(audio_of("m=audio 4000 RTP/AVP 0\r\nc=IN IP4 phone.example\r\n")->address.set());
}

TEST(SdpAudio, TellsWhereRtcpIsWanted) {
  const struct {
    const char* lines;
    const char* ip;
    std::uint16_t port;
  } rows[] = {{"", "192.0.2.7", 4001},
              {"a=rtcp:5000\r\n", "192.0.2.7", 5000},
              {"a=rtcp:5000 IN IP4 192.0.2.8\r\n", "192.0.2.8", 5000},
              {"a=rtcp:5000 IN IP4 0.0.0.0\r\n", "192.0.2.7", 5000}};
  for (const auto& row : rows) {
    const auto audio = audio_of(std::string("m=audio 4000 RTP/AVP 0\r\n") + row.lines);
    ASSERT_TRUE(audio);
    EXPECT_TRUE(audio->control == *Address::parse(row.ip, row.port)) << row.lines;
    EXPECT_FALSE(audio->rtcp_mux);
  }
  EXPECT_TRUE(audio_of("m=audio 4000 RTP/AVP 0\r\na=rtcp-mux\r\n")->rtcp_mux);
  EXPECT_FALSE(audio_of("m=audio 4000 RTP/AVP 0\r\na=rtcp:nonsense\r\n")->control.set());
  EXPECT_FALSE(audio_of("m=audio 4000 RTP/AVP 0\r\nc=IN IP4 0.0.0.0\r\n")->control.set());
}

TEST(SdpAudio, PassesOverVideoAndRefusedSections) {
  const auto audio = audio_of("m=video 4002 RTP/AVP 31\r\nm=audio 0 RTP/AVP 0\r\nm=audio 4000 RTP/AVP 0\r\n");
  ASSERT_TRUE(audio);
  EXPECT_EQ(audio->section, 2U);
  EXPECT_FALSE(audio_of("m=video 4002 RTP/AVP 31\r\n"));
}

TEST(SdpAudio, ReadsABrowsersSection) {
  const auto audio = audio_of(browser_section, Transport::webrtc);
  ASSERT_TRUE(audio) << audio.error().message;
  EXPECT_EQ(audio->ice.ufrag, "pc0L");
  EXPECT_EQ(audio->ice.password, "7gSN+dFmdE0/8cVeszQ6PYPA");
  EXPECT_EQ(audio->fingerprint.algorithm, "sha-256");
  EXPECT_EQ(audio->fingerprint.digest, "\xAB\xCD\x01");
  EXPECT_EQ(audio->setup, "actpass");
  EXPECT_EQ(audio->mid, "audio");
}

TEST(SdpAudio, RefusesABrowserThatLacksWhatSecurityNeeds) {
  const std::pair<std::string, std::string> rows[] = {
      {"a=ice-ufrag:pc0L\r\n", "ice-ufrag"},
      {"a=ice-pwd:7gSN+dFmdE0/8cVeszQ6PYPA\r\n", "ice-ufrag"},
      {"a=fingerprint:sha-256 AB:cd:01\r\n", "fingerprint"},
      {"a=setup:actpass\r\n", "DTLS client"},
      {"a=rtcp-mux\r\n", "rtcp-mux"},
  };
  for (const auto& [line, word] : rows) {
    auto section = browser_section;
    section.erase(section.find(line), line.size());
    const auto audio = audio_of(section, Transport::webrtc);
    ASSERT_FALSE(audio) << line;
    EXPECT_NE(audio.error().message.find(word), std::string::npos) << audio.error().message;
  }
  EXPECT_FALSE(audio_of("m=audio 4000 RTP/AVP 0\r\n", Transport::webrtc));
  EXPECT_FALSE(audio_of(browser_section, Transport::rtp));
}

TEST(SdpAudio, FingerprintsAreReadAndWritten) {
  const auto fingerprint = parse_fingerprint("SHA-256 0a:FF:00");
  ASSERT_TRUE(fingerprint);
  EXPECT_EQ(format_fingerprint(*fingerprint), "sha-256 0A:FF:00");
  for (const char* text : {"", "sha-256", "sha-256 0", "sha-256 0g", "sha-256 0aff", "sha-256 0a::ff"}) {
    EXPECT_FALSE(parse_fingerprint(text)) << text;
  }
}

TEST(SdpAudio, DirectionsAreMirrored) {
  EXPECT_EQ(mirror(Direction::sendonly), Direction::recvonly);
  EXPECT_EQ(mirror(Direction::recvonly), Direction::sendonly);
  EXPECT_EQ(mirror(Direction::inactive), Direction::inactive);
  EXPECT_EQ(mirror(Direction::sendrecv), Direction::sendrecv);
}

struct Hold {
  const char* connection;
  const char* direction;
  Direction meaning;
};
struct Holds : testing::TestWithParam<Hold> {};

TEST_P(Holds, ByNoAddressMeanThatNothingIsToBeSent) {
  const auto audio = audio_of("m=audio 4000 RTP/AVP 0\r\nc=IN " + std::string(GetParam().connection) +
                              "\r\na=" + GetParam().direction + "\r\n");
  EXPECT_EQ(audio->direction, GetParam().meaning);
}
INSTANTIATE_TEST_SUITE_P(Rows, Holds,
                         testing::Values(Hold{"IP4 0.0.0.0", "sendrecv", Direction::sendonly},
                                         Hold{"IP4 0.0.0.0", "recvonly", Direction::inactive},
                                         Hold{"IP4 0.0.0.0", "sendonly", Direction::sendonly},
                                         Hold{"IP6 ::", "sendrecv", Direction::sendonly},
                                         Hold{"IP4 192.0.2.7", "sendrecv", Direction::sendrecv},
                                         Hold{"IP4 pbx.example", "sendrecv", Direction::sendrecv}));

}  // namespace
}  // namespace ringback::media::sdp
