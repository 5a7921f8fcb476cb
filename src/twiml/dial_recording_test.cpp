#include "twiml/script_fixture.hpp"

// <Dial record>, on a call.
namespace ringback::twiml {
namespace {

using namespace std::chrono_literals;
using testing::Contains;
using testing::IsEmpty;
using testing::Key;
using testing::Pair;
using testing::UnorderedElementsAre;

struct DialRecordingTest : ScriptTest {
  DialRecordingTest() { application.answers_with("http://app/done", "<Response/>"); }

  void dials(const std::string& attributes) {
    answers("<Dial action=\"/done\" " + attributes + "><Client>DeviceId_0001</Client></Dial>");
    runs();
  }
  std::size_t taps() const { return caller.session->taps.size(); }
  void talks(std::chrono::milliseconds time) {
    media::TapBlock block{};
    block.heard.fill(5000);
    block.sent.fill(9000);
    for (; time > 0ms; time -= 20ms) caller.session->taps.back()->on_sound(block);
    deadlines.settle();
  }
  void client_answers() {
    client.answers();
    deadlines.settle();
  }
  void client_leaves() {
    client.leaves();
    deadlines.settle();
  }
  const call::RecordingFacts& recorded() const {
    const auto last = std::find_if(journal.events.rbegin(), journal.events.rend(),
                                   [](const call::Event& event) { return event.recording.has_value(); });
    return *last->recording;
  }
  Parameters action() const { return application.asked.back().form; }
};

TEST_F(DialRecordingTest, NothingIsRecordedUnlessItIsAskedFor) {
  dials("");
  client_answers();
  client_leaves();
  EXPECT_TRUE(done);
  EXPECT_EQ(engine.bridges, 0);
  EXPECT_THAT(action(), testing::Not(Contains(Key("RecordingSid"))));
}

TEST_F(DialRecordingTest, FromTheAnswerUntilTheEnd) {
  dials("record=\"record-from-answer-dual\" recordingStatusCallback=\"/recorded\"");
  EXPECT_EQ(taps(), 0U);
  client_answers();
  ASSERT_EQ(taps(), 1U);
  talks(3s);
  client_leaves();
  EXPECT_TRUE(done);
  EXPECT_EQ(recorded().channels, 2);
  EXPECT_EQ(recorded().source, "DialVerb");
  EXPECT_EQ(recorded().duration, 3);
  EXPECT_THAT(action(), Contains(Pair("RecordingSid", recorded().sid)));
  EXPECT_THAT(action(), Contains(Pair("RecordingUrl", recorded().url)));
  EXPECT_THAT(action(), Contains(Pair("RecordingDuration", "3")));
  EXPECT_THAT(action(), Contains(Pair("DialCallStatus", "completed")));
}

TEST_F(DialRecordingTest, TrueIsFromTheAnswerInOneChannel) {
  dials("record=\"true\"");
  client_answers();
  talks(2s);
  client_leaves();
  EXPECT_EQ(recorded().channels, 1);
}

TEST_F(DialRecordingTest, FromTheRinging) {
  dials("record=\"record-from-ringing\" recordingTrack=\"outbound\"");
  ASSERT_EQ(taps(), 1U);
  talks(2s);
  client.leaves(call::Cause::busy);
  deadlines.settle();
  EXPECT_TRUE(done);
  EXPECT_EQ(recorded().track, "outbound");
  EXPECT_EQ(recorded().channels, 1);
  EXPECT_THAT(action(), Contains(Pair("DialCallStatus", "busy")));
  EXPECT_THAT(action(), Contains(Pair("RecordingDuration", "2")));
}

TEST_F(DialRecordingTest, TheCallersHangUpTellsOfTheRecordingToo) {
  dials("record=\"record-from-answer\"");
  client_answers();
  talks(4s);
  caller.leaves();
  deadlines.settle();
  EXPECT_TRUE(done);
  EXPECT_THAT(action(), Contains(Pair("CallStatus", "completed")));
  EXPECT_THAT(action(), Contains(Pair("RecordingDuration", "4")));
}

TEST_F(DialRecordingTest, OneTrackIsOneChannel) {
  dials("record=\"record-from-answer-dual\" recordingTrack=\"inbound\"");
  client_answers();
  talks(2s);
  client_leaves();
  EXPECT_EQ(recorded().track, "inbound");
  EXPECT_EQ(recorded().channels, 1);
}

TEST_F(DialRecordingTest, SilenceIsTrimmedWhereItIsAskedFor) {
  dials("record=\"true\" trim=\"trim-silence\"");
  client_answers();
  media::TapBlock silence{};
  for (int i = 0; i < 200; ++i) caller.session->taps.back()->on_sound(silence);
  talks(3s);
  client_leaves();
  EXPECT_EQ(recorded().duration, 3);
}

TEST_F(DialRecordingTest, ItsCallbackHasAMethodAndEvents) {
  dials(
      "record=\"true\" recordingStatusCallback=\"/recorded\" recordingStatusCallbackMethod=\"GET\" "
      "recordingStatusCallbackEvent=\"in-progress\"");
  client_answers();
  talks(2s);
  client_leaves();
  std::vector<std::size_t> told;
  for (const auto& event : journal.events) {
    if (!event.recording) continue;
    told.push_back(event.callbacks.size());
    for (const auto& callback : event.callbacks) EXPECT_EQ(callback.method, "GET");
  }
  EXPECT_EQ(told, (std::vector<std::size_t>{1, 0}));
}

TEST_F(DialRecordingTest, BadValuesAreWarnings) {
  dials("record=\"yes\" recordingTrack=\"middle\" trim=\"a bit\"");
  EXPECT_THAT(journal.notices(), UnorderedElementsAre(13217, 12200, 12200));
  EXPECT_EQ(taps(), 0U);
}

}  // namespace
}  // namespace ringback::twiml
