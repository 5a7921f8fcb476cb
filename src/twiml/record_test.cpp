#include <algorithm>
#include <filesystem>

#include "twiml/script_fixture.hpp"

// <Record>, on a call.
namespace ringback::twiml {
namespace {

using namespace std::chrono_literals;
using testing::Contains;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::Pair;

struct RecordTest : ScriptTest {
  RecordTest() { application.answers_with("http://app/done", "<Response/>"); }
  media::FakeSession& session() { return *caller.session; }
  void beep_ends() {
    session().ends_playing();
    deadlines.settle();
  }
  void hears(std::chrono::milliseconds time, bool sound = true) {
    media::TapBlock block{};
    block.came = true;
    if (sound) block.heard.fill(5000);
    for (; time > 0ms; time -= 20ms) session().taps.back()->on_sound(block);
    deadlines.settle();
  }
  void caller_hangs_up() {
    caller.leaves();
    deadlines.settle();
  }
  std::vector<call::RecordingFacts> recordings_told() const {
    std::vector<call::RecordingFacts> out;
    for (const auto& event : journal.events) {
      if (event.recording) out.push_back(*event.recording);
    }
    return out;
  }
  Parameters action() const { return application.asked.back().form; }
};

TEST_F(RecordTest, BeepsThenRecordsUntilAKeyAndAsksForTheNextDocument) {
  answers("<Record action=\"/done\"/><Pause/>");
  runs();
  EXPECT_TRUE(caller.was_told("answer"));
  EXPECT_TRUE(session().plays());
  EXPECT_THAT(session().taps, IsEmpty());  // the beep is not in it
  beep_ends();
  ASSERT_EQ(session().taps.size(), 1U);
  hears(3s);
  caller.presses('5');
  deadlines.settle();
  EXPECT_TRUE(done);
  const auto told = recordings_told();
  ASSERT_EQ(told.size(), 2U);
  EXPECT_EQ(told[0].status, "in-progress");
  EXPECT_EQ(told[1].status, "completed");
  EXPECT_EQ(told[1].duration, 3);
  EXPECT_EQ(told[1].source, "RecordVerb");
  EXPECT_TRUE(std::filesystem::exists(recordings.file(told[1].sid)));
  EXPECT_EQ(application.asked.back().url, "http://app/done");
  EXPECT_THAT(action(), Contains(Pair("Digits", "5")));
  EXPECT_THAT(action(), Contains(Pair("RecordingDuration", "3")));
  EXPECT_THAT(action(), Contains(Pair("RecordingSid", told[1].sid)));
  EXPECT_THAT(action(), Contains(Pair("RecordingUrl",
                                      "https://ringback.test/2010-04-01/Accounts/AC1/Recordings/" + told[1].sid)));
  EXPECT_THAT(journal.notices(), IsEmpty());
}

TEST_F(RecordTest, OnlyItsKeysEndIt) {
  answers("<Record action=\"/done\" method=\"GET\" finishOnKey=\"#\" playBeep=\"false\"/>");
  runs();
  hears(2s);
  caller.presses('5');
  deadlines.settle();
  EXPECT_FALSE(done);
  caller.presses('#');
  deadlines.settle();
  EXPECT_TRUE(done);
  EXPECT_EQ(application.asked.back().method, "GET");
  EXPECT_THAT(action(), Contains(Pair("Digits", "#")));
}

TEST_F(RecordTest, SilenceEndsIt) {
  answers("<Record action=\"/done\" timeout=\"2\" playBeep=\"false\"/>");
  runs();
  hears(3s);
  hears(1s, false);
  EXPECT_FALSE(done);
  hears(1s, false);
  EXPECT_TRUE(done);
  EXPECT_THAT(action(), Contains(Pair("Digits", "")));
  EXPECT_EQ(recordings_told().back().duration, 3);  // trimmed
}

TEST_F(RecordTest, ItsLengthEndsIt) {
  answers("<Record action=\"/done\" maxLength=\"4\" timeout=\"0\" playBeep=\"false\" trim=\"do-not-trim\"/>");
  runs();
  hears(5s, false);
  EXPECT_TRUE(done);
  EXPECT_EQ(recordings_told().back().duration, 4);
}

TEST_F(RecordTest, ABrowsersCallRecordsTenMinutesAtMost) {
  call.identify([](call::Facts& facts) { facts.from = "client:DeviceId_0001"; });
  answers("<Record action=\"/done\" playBeep=\"false\"/>");
  runs();
  hears(601s);
  EXPECT_TRUE(done);
  EXPECT_EQ(recordings_told().back().duration, 600);
}

TEST_F(RecordTest, AHangUpIsTheKeyHangup) {
  answers("<Record action=\"/done\" playBeep=\"false\"/>");
  runs();
  hears(2s);
  caller_hangs_up();
  EXPECT_TRUE(done);
  EXPECT_EQ(application.asked.back().url, "http://app/done");
  EXPECT_THAT(action(), Contains(Pair("Digits", "hangup")));
  EXPECT_THAT(action(), Contains(Pair("CallStatus", "completed")));
  EXPECT_THAT(action(), Contains(Pair("RecordingDuration", "2")));
  EXPECT_EQ(recordings_told().back().status, "completed");
}

TEST_F(RecordTest, ALiveUpdateEndsTheRecordingWithoutItsAction) {
  answers("<Record action=\"/done\" playBeep=\"false\"/>");
  runs();
  hears(2s);
  hangup.emit(asio::cancellation_type::terminal);
  deadlines.settle();
  EXPECT_EQ(application.asked.back().url, "http://app/start");
  EXPECT_EQ(recordings_told().back().status, "completed");
}

TEST_F(RecordTest, AHangUpInTheBeepIsNoRecording) {
  answers("<Record action=\"/done\"/>");
  runs();
  caller_hangs_up();
  EXPECT_TRUE(done);
  EXPECT_THAT(recordings_told(), IsEmpty());
}

TEST_F(RecordTest, LessThanASecondIsAbsent) {
  answers(
      "<Record action=\"/done\" playBeep=\"false\" recordingStatusCallback=\"/status\" "
      "recordingStatusCallbackEvent=\"in-progress absent\"/>");
  runs();
  hears(500ms);
  caller.presses('1');
  deadlines.settle();
  EXPECT_TRUE(done);
  const auto& begun = journal.events.at(2);
  ASSERT_TRUE(begun.recording);
  ASSERT_EQ(begun.callbacks.size(), 1U);
  EXPECT_EQ(begun.callbacks[0].url, "http://app/status");
  const auto end = std::find_if(journal.events.rbegin(), journal.events.rend(),
                                [](const call::Event& event) { return event.recording.has_value(); });
  EXPECT_EQ(end->recording->status, "absent");
  EXPECT_EQ(end->recording->error_code, 16101);
  EXPECT_EQ(end->callbacks.size(), 1U);
  EXPECT_FALSE(std::filesystem::exists(recordings.file(end->recording->sid)));
}

TEST_F(RecordTest, TheEndIsToldUnlessOtherEventsAreAskedFor) {
  answers("<Record action=\"/done\" playBeep=\"false\" recordingStatusCallback=\"/status\"/>");
  runs();
  EXPECT_TRUE(journal.events.at(2).callbacks.empty());
  EXPECT_EQ(journal.events.at(2).promised.size(), 1U);
  hears(2s);
  caller.presses('1');
  deadlines.settle();
  const auto end = std::find_if(journal.events.rbegin(), journal.events.rend(),
                                [](const call::Event& event) { return event.recording.has_value(); });
  ASSERT_EQ(end->callbacks.size(), 1U);
  EXPECT_EQ(end->callbacks[0].method, "POST");
}

TEST_F(RecordTest, WithoutAnActionTheDocumentIsAskedForAgain) {
  answers("<Record playBeep=\"false\"/>");
  runs();
  hears(2s);
  caller.presses('1');
  deadlines.settle();
  EXPECT_EQ(application.asked.back().url, "http://app/start");
  EXPECT_THAT(action(), Contains(Pair("Digits", "1")));
  EXPECT_FALSE(done);
}

TEST_F(RecordTest, ADiskThatIsFullIsAnErrorAndTheCallGoesOn) {
  std::filesystem::remove_all(folder.path);
  answers("<Record action=\"/done\" playBeep=\"false\"/>");
  runs();
  hears(20ms);
  EXPECT_TRUE(done);
  EXPECT_THAT(journal.notices(), ElementsAre(12400));
  EXPECT_THAT(action(), Contains(Pair("RecordingDuration", "0")));
}

TEST_F(RecordTest, BadValuesAreWarningsAndTheirDefaultsAreUsed) {
  answers(
      "<Record action=\"/done\" method=\"PUT\" timeout=\"-1\" maxLength=\"1\" finishOnKey=\"x\" playBeep=\"loud\" "
      "trim=\"yes\" recordingStatusCallbackEvent=\"started\" recordingStatusCallback=\"ftp://x/\" "
      "transcribe=\"perhaps\" colour=\"red\"><Say>no</Say></Record>");
  runs();
  beep_ends();
  EXPECT_THAT(journal.notices(), testing::UnorderedElementsAre(13610, 13611, 13612, 13613, 13616, 13699, 13621, 13256,
                                                               13614, 12200, 12200));
}

TEST_F(RecordTest, ItsTranscriptionBeginsBeforeItIsToldComplete) {
  answers("<Record action=\"/done\" playBeep=\"false\" transcribe=\"true\" transcribeCallback=\"/text\"/>");
  runs();
  hears(3s);
  caller.presses('1');
  deadlines.settle();
  const auto& events = journal.events;
  const auto found = std::ranges::find_if(events, [](const auto& event) { return event.transcription.has_value(); });
  ASSERT_NE(found, events.end());
  const call::Event& begun = *found;
  EXPECT_TRUE(begun.transcription->sid.starts_with("TR"));
  EXPECT_EQ(begun.transcription->status, "in-progress");
  EXPECT_EQ(begun.recording->duration, 3);
  ASSERT_EQ(begun.promised.size(), 1U);
  EXPECT_EQ(begun.promised[0].url, "http://app/text");
  ASSERT_NE(found + 1, events.end());
  ASSERT_TRUE(found[1].recording);
  EXPECT_EQ(found[1].recording->status, "completed");
  EXPECT_THAT(journal.notices(), IsEmpty());
}

TEST_F(RecordTest, WhatIsTranscribedIsTwoMinutesLongUnlessMoreIsAskedFor) {
  answers("<Record action=\"/done\" playBeep=\"false\" transcribe=\"true\"/>");
  runs();
  hears(121s);
  EXPECT_TRUE(done);
  EXPECT_EQ(recordings_told().back().duration, 120);
}

TEST_F(RecordTest, WhatCannotBeTranscribedOrToldIsAWarning) {
  answers(
      "<Record action=\"/done\" playBeep=\"false\" transcribe=\"true\" maxLength=\"200\" "
      "transcribeCallback=\"ftp://x/\"/>");
  runs();
  hears(3s);
  EXPECT_THAT(journal.notices(), testing::UnorderedElementsAre(13615, 13257));
}

TEST_F(RecordTest, ATranscribeCallbackAloneAsksForNoText) {
  answers("<Record action=\"/done\" playBeep=\"false\" transcribeCallback=\"/text\"/>");
  runs();
  hears(3s);
  caller.presses('1');
  deadlines.settle();
  for (const auto& event : journal.events) EXPECT_FALSE(event.transcription);
}

TEST_F(RecordTest, AnApplicationThatStopsItIsLedToTheAction) {
  answers("<Record action=\"/done\" playBeep=\"false\"/>");
  runs();
  hears(3s);
  ASSERT_EQ(call.recordings().size(), 1U);
  call.recordings()[0]->end();
  deadlines.settle();
  EXPECT_TRUE(done);
  EXPECT_EQ(application.asked.back().url, "http://app/done");
  EXPECT_EQ(recordings_told().back().status, "completed");
}

}  // namespace
}  // namespace ringback::twiml
