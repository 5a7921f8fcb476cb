#include "twiml/script_fixture.hpp"

// <Say>, <Play> and <Echo>, on a call.
namespace ringback::twiml {
namespace {

using namespace std::chrono_literals;
using testing::ElementsAre;
using testing::IsEmpty;

struct SoundVerbsTest : ScriptTest {
  media::FakeSession& session() { return *caller.session; }
  void sound_ends() {
    session().ends_playing();
    deadlines.settle();
  }
  void serves_file(const std::string& url, const std::string& body = "beep") {
    application.answers_with(url, body, 200, "audio/wav");
  }
};

TEST_F(SoundVerbsTest, SayAnswersSpeaksAndGoesOnWhenAllIsSaid) {
  answers("<Say voice=\"woman\" language=\"en-GB\" loop=\"2\">Hi</Say><Pause/>");
  runs();
  EXPECT_TRUE(caller.was_told("answer"));
  ASSERT_EQ(speech.said.size(), 1U);
  EXPECT_EQ(speech.last_text(), "Hi");
  EXPECT_EQ(speech.said[0].voice, "woman");
  EXPECT_EQ(speech.said[0].language, "en-GB");
  EXPECT_TRUE(session().plays());
  EXPECT_EQ(session().repeats, 2);
  deadlines.advance(4s);
  EXPECT_FALSE(done);
  sound_ends();
  deadlines.advance(1s);
  EXPECT_TRUE(done);
  EXPECT_THAT(journal.notices(), IsEmpty());
}

TEST_F(SoundVerbsTest, AnAnswerOfPlainTextIsSpokenAndTheCallHungUp) {
  application.answers_with("http://app/start", "We are closed & asleep.", 200, "text/plain");
  runs();
  EXPECT_EQ(speech.last_text(), "We are closed & asleep.");
  EXPECT_FALSE(done);
  sound_ends();
  EXPECT_TRUE(done);
  EXPECT_TRUE(caller.was_told("hangup completed"));
  EXPECT_THAT(journal.notices(), IsEmpty());
}

TEST_F(SoundVerbsTest, AnAnswerOfSoundIsPlayedAndTheCallHungUp) {
  serves_file("http://app/start");
  runs();
  EXPECT_TRUE(session().plays());
  EXPECT_FALSE(done);
  sound_ends();
  EXPECT_TRUE(done);
  EXPECT_TRUE(caller.was_told("hangup completed"));
}

TEST_F(SoundVerbsTest, WhatCannotBeSaidIsAWarningAndTheNextVerbRuns) {
  speech.failure = {13520, "nothing that can be said"};
  answers("<Say>...</Say><Say>...</Say>");
  runs();
  EXPECT_TRUE(done);
  EXPECT_THAT(journal.notices(), ElementsAre(13520, 13520));
}

TEST_F(SoundVerbsTest, AVoiceThatIsNotThereIsAWarningAndTheTextIsSaid) {
  speech.warnings = {{13511, "no such voice"}};
  answers("<Say voice=\"robot\">Hi</Say>");
  runs();
  EXPECT_TRUE(session().plays());
  EXPECT_THAT(journal.notices(), ElementsAre(13511));
}

TEST_F(SoundVerbsTest, LoopZeroIsAThousandTimes) {
  answers("<Say loop=\"0\">Hi</Say>");
  runs();
  EXPECT_EQ(session().repeats, 1000);
}

TEST_F(SoundVerbsTest, AHangUpInTheMiddleStopsTheSound) {
  answers("<Say>a long story</Say><Say>more</Say>");
  runs();
  auto playing = session().playing;
  EXPECT_TRUE(session().plays());
  caller.leaves();
  deadlines.settle();
  EXPECT_EQ(*playing, nullptr);
  EXPECT_TRUE(done);
  EXPECT_EQ(speech.said.size(), 1U);
}

TEST_F(SoundVerbsTest, SoundThatNeverBeginsDoesNotHoldTheCallForEver) {
  answers("<Say>Hi</Say>");
  runs();
  deadlines.advance(2s + 60s);
  EXPECT_TRUE(done);
}

TEST_F(SoundVerbsTest, PlayFetchesAndPlaysAFileBesideTheDocument) {
  serves_file("http://app/beep.wav");
  answers("<Play loop=\"3\"> beep.wav </Play>");
  runs();
  EXPECT_TRUE(caller.was_told("answer"));
  ASSERT_EQ(application.asked.size(), 2U);
  EXPECT_EQ(application.asked[1].url, "http://app/beep.wav");
  EXPECT_EQ(application.asked[1].method, "GET");
  EXPECT_EQ(session().repeats, 3);
  sound_ends();
  EXPECT_TRUE(done);
}

TEST_F(SoundVerbsTest, AFileThatCannotBePlayedIsAnErrorAndTheNextVerbRuns) {
  serves_file("http://app/noise.wav", "noise");
  application.answers_with("http://app/page", "<html/>", 200, "text/html");
  answers("<Play>noise.wav</Play><Play>page</Play><Play>missing.wav</Play><Play>ftp://x/y</Play><Play/>");
  runs();
  EXPECT_TRUE(done);
  EXPECT_THAT(journal.notices(), ElementsAre(11100, 13420, 12300, 11200, 11100));
  EXPECT_EQ(call.facts().status, "completed");
}

TEST_F(SoundVerbsTest, AHangUpEndsAPlayToo) {
  serves_file("http://app/beep.wav");
  answers("<Play loop=\"0\">beep.wav</Play>");
  runs();
  auto playing = session().playing;
  EXPECT_TRUE(session().plays());
  caller.leaves();
  deadlines.settle();
  EXPECT_EQ(*playing, nullptr);
  EXPECT_TRUE(done);
}

TEST_F(SoundVerbsTest, PlaySendsDigitsAndWaitsUntilTheyAreSent) {
  answers("<Play digits=\"w1W2\"/>");
  runs();
  EXPECT_EQ(session().sent_digits, "w1ww2");
  deadlines.advance(2000ms);
  EXPECT_FALSE(done);
  deadlines.advance(20ms);
  EXPECT_TRUE(done);
}

TEST_F(SoundVerbsTest, EchoLastsUntilTheCallerHangsUp) {
  answers("<Echo/>");
  runs();
  EXPECT_TRUE(caller.was_told("answer"));
  EXPECT_TRUE(session().echoes);
  deadlines.advance(1h);
  EXPECT_FALSE(done);
  caller.leaves();
  deadlines.settle();
  EXPECT_TRUE(done);
}

}  // namespace
}  // namespace ringback::twiml
