#include "media/sdp/description.hpp"

#include <gtest/gtest.h>

namespace ringback::media::sdp {
namespace {

TEST(SdpDescription, ReadsSessionAndSections) {
  const auto read = parse(
      "v=0\r\no=- 1 1 IN IP4 192.0.2.2\r\ns=-\r\nc=IN IP4 192.0.2.2\r\nt=0 0\r\na=ice-lite\r\n"
      "m=audio 5004 RTP/AVP 0 101\r\na=rtpmap:0 PCMU/8000\r\na=sendrecv\r\n"
      "m=video 0 RTP/AVP 31\r\nc=IN IP6 2001:db8::1\r\n");
  ASSERT_TRUE(read);
  EXPECT_EQ(read->connection, "192.0.2.2");
  EXPECT_NE(find(read->attributes, "ice-lite"), nullptr);
  ASSERT_EQ(read->media.size(), 2U);
  EXPECT_EQ(read->media[0].type, "audio");
  EXPECT_EQ(read->media[0].port, 5004);
  EXPECT_EQ(read->media[0].protocol, "RTP/AVP");
  EXPECT_EQ(read->media[0].formats, (std::vector<std::string>{"0", "101"}));
  EXPECT_EQ(*find(read->media[0].attributes, "rtpmap"), "0 PCMU/8000");
  EXPECT_EQ(*find(read->media[0].attributes, "sendrecv"), "");
  EXPECT_EQ(find(read->media[0].attributes, "sendonly"), nullptr);
  EXPECT_EQ(read->media[1].connection, "2001:db8::1");
}

TEST(SdpDescription, TakesBareLineFeedsAndNumberedPorts) {
  const auto read = parse("v=0\nm=audio 5004/2 RTP/AVP 0 \nc=IN IP4 224.2.1.1/127\n");
  ASSERT_TRUE(read);
  EXPECT_EQ(read->media[0].port, 5004);
  EXPECT_EQ(read->media[0].connection, "224.2.1.1");
  EXPECT_EQ(read->media[0].formats.size(), 1U);
}

TEST(SdpDescription, RefusesWithWords) {
  const std::pair<std::string, std::string> rows[] = {
      {"", "empty"},
      {"hello", "v=0"},
      {"m=audio 1 RTP/AVP 0\r\nv=0\r\n", "v=0"},
      {"v=0\r\nm=audio 65536 RTP/AVP 0\r\n", "m="},
      {"v=0\r\nm=audio -1 RTP/AVP 0\r\n", "m="},
      {"v=0\r\nm=audio 5004\r\n", "m="},
      {"v=0\r\nc=IN IP5 1.2.3.4\r\n", "c="},
      {"v=0\r\nc=IN IP4 \r\n", "c="},
      {"v=0\r\nx\r\n", "without a type"},
      {"v=0\r\n" + std::string(70000, 'a'), "too long"},
  };
  for (const auto& [text, word] : rows) {
    const auto read = parse(text);
    ASSERT_FALSE(read) << text.substr(0, 80);
    EXPECT_NE(read.error().message.find(word), std::string::npos) << read.error().message;
  }
  std::string sections = "v=0\r\n";
  for (int i = 0; i < 33; ++i) sections += "m=audio 0 RTP/AVP 0\r\n";
  EXPECT_FALSE(parse(sections));
}

}  // namespace
}  // namespace ringback::media::sdp
