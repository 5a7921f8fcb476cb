#include "twiml/verb/conference_attributes.hpp"

#include <gmock/gmock.h>

namespace ringback::twiml {
namespace {

using testing::IsEmpty;

struct ConferenceAttributesTest : testing::Test {
  Warnings warnings;
  ConferenceAttributes parse(const std::string& attributes) {
    return parse_conference(*parse_xml("<Conference " + attributes + ">room</Conference>"), warnings);
  }
};

TEST_F(ConferenceAttributesTest, ItsCallbacksHaveMethods) {
  const auto conference = parse(
      R"(statusCallback="/a" statusCallbackMethod="GET" recordingStatusCallback="/b" recordingStatusCallbackMethod="GET")");
  EXPECT_EQ(conference.order.callback.method, "GET");
  EXPECT_EQ(conference.recording.method, "GET");
  EXPECT_EQ(parse(R"(statusCallback="/a")").order.callback.method, "POST");
  EXPECT_THAT(warnings, IsEmpty());
}

TEST_F(ConferenceAttributesTest, SilenceIsTrimmedUnlessItIsToStay) {
  EXPECT_TRUE(parse(R"(record="record-from-start")").recording.trim_silence);
  EXPECT_FALSE(parse(R"(record="record-from-start" trim="do-not-trim")").recording.trim_silence);
  EXPECT_THAT(warnings, IsEmpty());
}

}  // namespace
}  // namespace ringback::twiml
