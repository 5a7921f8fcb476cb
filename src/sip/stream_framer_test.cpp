#include "sip/stream_framer.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <vector>

namespace ringback::sip {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

constexpr std::size_t limit = 200;

// What comes out of the stream, in words: a message as its bytes.
std::vector<std::string> cut(StreamFramer& framer, std::string_view bytes) {
  std::vector<std::string> out;
  framer.feed(bytes);
  for (;;) {
    const auto frame = framer.next();
    if (frame.kind == StreamFramer::Kind::incomplete) return out;
    if (frame.kind == StreamFramer::Kind::message) out.emplace_back(frame.bytes);
    if (frame.kind == StreamFramer::Kind::ping) out.emplace_back("ping");
    if (frame.kind != StreamFramer::Kind::broken) continue;
    out.push_back("broken " + std::string(frame.bytes));
    return out;
  }
}
std::vector<std::string> cut(std::string_view bytes) {
  StreamFramer framer(limit);
  return cut(framer, bytes);
}

const std::string bye = "BYE sip:x SIP/2.0\r\nContent-Length: 0\r\n\r\n";
const std::string info = "INFO sip:x SIP/2.0\r\nl: 4\r\n\r\nbody";

TEST(StreamFramerTest, CutsMessagesThatComeTogether) {
  EXPECT_THAT(cut(info + bye + info), ElementsAre(info, bye, info));
}

TEST(StreamFramerTest, PutsMessagesTogetherThatComeByteByByte) {
  StreamFramer framer(limit);
  std::vector<std::string> out;
  for (const char byte : info + bye) {
    for (auto& frame : cut(framer, {&byte, 1})) out.push_back(std::move(frame));
  }
  EXPECT_THAT(out, ElementsAre(info, bye));
}

TEST(StreamFramerTest, SeesPingsBetweenMessages) {
  EXPECT_THAT(cut("\r\n\r\n" + bye + "\r\n\r\n\r\n\r\n" + bye), ElementsAre("ping", bye, "ping", "ping", bye));
}

TEST(StreamFramerTest, SeesAPingThatComesInTwoHalves) {
  StreamFramer framer(limit);
  EXPECT_THAT(cut(framer, "\r\n"), IsEmpty());
  EXPECT_THAT(cut(framer, "\r\n"), ElementsAre("ping"));
}

TEST(StreamFramerTest, SkipsAPongBeforeAMessage) {
  EXPECT_THAT(cut("\r\n" + bye), ElementsAre(bye));
}

TEST(StreamFramerTest, ReadsAnyFormOfTheLength) {
  for (const std::string header : {"content-length: 4", "Content-Length   :4", "L:\r\n 4", "Content-Length: 4 "}) {
    const std::string message = "INFO sip:x SIP/2.0\r\n" + header + "\r\n\r\nbody";
    EXPECT_THAT(cut(message + bye), ElementsAre(message, bye)) << header;
  }
}

TEST(StreamFramerTest, TakesLineFeedsAlone) {
  const std::string message = "INFO sip:x SIP/2.0\nl: 4\n\nbody";
  EXPECT_THAT(cut(message + bye), ElementsAre(message, bye));
}

TEST(StreamFramerTest, HandsOutTheHeadersWhoseLengthIsMissingOrWrong) {
  for (const std::string header :
       {"X: 1", "l: -1", "l: x", "l: 0\r\nContent-Length: 0", "l: 4000", "l: 99999999999999999999999"}) {
    const std::string message = "INFO sip:x SIP/2.0\r\n" + header + "\r\n\r\n";
    EXPECT_THAT(cut(message + bye), ElementsAre("broken " + message)) << header;
  }
}

TEST(StreamFramerTest, GivesUpHeadersWithoutEnd) {
  EXPECT_THAT(cut(std::string(limit + 1, 'x')), ElementsAre("broken "));
}

TEST(StreamFramerTest, KnowsWhetherItIsWithinAMessage) {
  StreamFramer framer(limit);
  EXPECT_FALSE(framer.within_message());
  cut(framer, bye + "BY");
  EXPECT_TRUE(framer.within_message());
  cut(framer, bye.substr(2) + "\r\n");
  EXPECT_FALSE(framer.within_message());
}

}  // namespace
}  // namespace ringback::sip
