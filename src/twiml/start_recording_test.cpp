#include "twiml/script_fixture.hpp"

// <Start><Recording> and <Stop><Recording>, on a call.
namespace ringback::twiml {
namespace {

using namespace std::chrono_literals;
using testing::ElementsAre;
using testing::IsEmpty;

struct StartRecordingTest : ScriptTest {
  void hears(std::chrono::milliseconds time) {
    media::TapBlock block{};
    block.came = true;
    block.heard.fill(5000);
    for (; time > 0ms; time -= 20ms) caller.session->taps.back()->on_sound(block);
    deadlines.settle();
  }
  std::vector<call::Event> told() const {
    std::vector<call::Event> out;
    std::copy_if(journal.events.begin(), journal.events.end(), std::back_inserter(out),
                 [](const call::Event& event) { return event.recording.has_value(); });
    return out;
  }
};

TEST_F(StartRecordingTest, ItRunsBesideTheDocumentUntilTheEndOfTheCall) {
  application.answers_with("http://app/next", "<Response><Pause length=\"60\"/></Response>");
  answers(
      "<Start><Recording name=\"mine\" recordingStatusCallback=\"/status\" recordingStatusCallbackMethod=\"GET\" "
      "recordingStatusCallbackEvent=\"in-progress completed\"/></Start><Pause "
      "length=\"1\"/><Redirect>/next</Redirect>");
  runs();
  EXPECT_TRUE(caller.was_told("answer"));
  ASSERT_EQ(told().size(), 1U);
  EXPECT_EQ(told()[0].recording->source, "StartCallRecordingTwiML");
  EXPECT_EQ(told()[0].recording->channels, 2);
  ASSERT_EQ(told()[0].callbacks.size(), 1U);
  EXPECT_EQ(told()[0].callbacks[0].url, "http://app/status");
  EXPECT_EQ(told()[0].callbacks[0].method, "GET");
  deadlines.advance(2s);
  hears(5s);
  EXPECT_EQ(told().size(), 1U);
  caller.leaves();
  deadlines.settle();
  EXPECT_EQ(told().back().recording->status, "completed");
  EXPECT_EQ(told().back().recording->duration, 5);
  EXPECT_THAT(journal.notices(), IsEmpty());
}

TEST_F(StartRecordingTest, StopEndsTheOneOfItsName) {
  answers(
      "<Start><Recording name=\"a\" channels=\"mono\"/></Start><Start><Recording name=\"b\" "
      "track=\"outbound\"/></Start>"
      "<Stop><Recording name=\"a\"/></Stop><Pause length=\"60\"/>");
  runs();
  ASSERT_EQ(caller.session->taps.size(), 2U);
  ASSERT_EQ(call.recordings().size(), 1U);
  EXPECT_EQ(call.recordings()[0]->name(), "b");
  EXPECT_EQ(call.recordings()[0]->facts().track, "outbound");
  EXPECT_EQ(call.recordings()[0]->facts().channels, 1);
  EXPECT_EQ(told().back().recording->status, "absent");  // nothing was heard
}

TEST_F(StartRecordingTest, SilenceIsTrimmedUnlessItIsNotWanted) {
  answers("<Start><Recording trim=\"do-not-trim\"/></Start><Pause length=\"60\"/>");
  runs();
  hears(2s);
  const media::TapBlock silence{};
  for (int i = 0; i < 100; ++i) caller.session->taps.back()->on_sound(silence);
  caller.leaves();
  deadlines.settle();
  EXPECT_EQ(told().back().recording->duration, 4);
}

TEST_F(StartRecordingTest, WhatCannotBeStartedOrStoppedIsTold) {
  answers(
      "<Start><Recording name=\"a\" channels=\"three\" track=\"some\"/><Recording name=\"a\"/><Stream/><Tape/></Start>"
      "<Stop><Recording name=\"b\"/></Stop><Pause length=\"60\"/>");
  runs();
  EXPECT_EQ(call.recordings().size(), 1U);
  EXPECT_THAT(journal.notices(), testing::UnorderedElementsAre(12200, 12200, 13750, 12200, 12200, 12200));
}

}  // namespace
}  // namespace ringback::twiml
