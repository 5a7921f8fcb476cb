#include "twiml/script_fixture.hpp"

// <Gather>, on a call whose caller presses keys.
namespace ringback::twiml {
namespace {

using namespace std::chrono_literals;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

struct GatherTest : ScriptTest {
  GatherTest() {
    application.answers_with("http://app/menu", "<Response><Pause length=\"60\"/></Response>");
    application.answers_with("http://app/after", "<Response><Pause length=\"60\"/></Response>");
  }
  // A <Gather> with these attributes and an empty action, then another document.
  void gathers(const std::string& attributes, const std::string& inside = "", const std::string& more = "") {
    answers("<Gather action=\"/menu\" " + attributes + ">" + inside + "</Gather>" + more +
            "<Redirect>/after</Redirect>");
    runs();
  }
  void presses(const std::string& keys) {
    for (const char key : keys) {
      caller.presses(key);
      deadlines.settle();
    }
  }
  void prompt_ends() {
    caller.session->ends_playing();
    deadlines.settle();
  }
  bool still_listens() const { return application.asked.size() == 1; }
  bool went_on_without_input() const { return application.asked.back().url == "http://app/after"; }
  const webhook::FakeApplication::Asked& menu() const {
    EXPECT_EQ(application.asked.back().url, "http://app/menu");
    return application.asked.back();
  }
};

TEST_F(GatherTest, AnswersTheCallAndListens) {
  gathers("");
  EXPECT_TRUE(caller.was_told("answer"));
  EXPECT_TRUE(still_listens());
}

TEST_F(GatherTest, TheFinishKeyEndsItAndTheActionGetsWhatWasTyped) {
  gathers("");
  presses("123#");
  EXPECT_EQ(menu().method, "POST");
  EXPECT_EQ(menu().value("Digits"), "123");
  EXPECT_EQ(menu().value("FinishedOnKey"), "#");
  EXPECT_EQ(menu().value("msg"), "Gather End");
  EXPECT_EQ(menu().value("CallStatus"), "in-progress");
  EXPECT_EQ(menu().value("CallSid"), "CA1");
}

TEST_F(GatherTest, AsManyDigitsAsAreWantedEndItAtOnce) {
  gathers("numDigits=\"2\" method=\"GET\"");
  presses("4");
  EXPECT_TRUE(still_listens());
  presses("2");
  EXPECT_EQ(application.asked.back().method, "GET");
  EXPECT_THAT(application.asked.back().url, HasSubstr("/menu?"));
  EXPECT_EQ(application.asked.back().value("Digits"), "42");
  EXPECT_EQ(application.asked.back().value("FinishedOnKey"), "");
}

TEST_F(GatherTest, APauseAfterADigitEndsItToo) {
  gathers("timeout=\"3\"");
  deadlines.advance(2900ms);
  presses("7");
  deadlines.advance(2900ms);
  presses("8");
  deadlines.advance(2900ms);
  EXPECT_TRUE(still_listens());
  deadlines.advance(100ms);
  EXPECT_EQ(menu().value("Digits"), "78");
}

TEST_F(GatherTest, ACallerWhoPressesNothingComesToTheNextVerb) {
  gathers("");
  deadlines.advance(4900ms);
  EXPECT_TRUE(still_listens());
  deadlines.advance(100ms);
  EXPECT_TRUE(went_on_without_input());
}

TEST_F(GatherTest, AFinishKeyAloneIsNoInput) {
  gathers("");
  presses("#");
  EXPECT_TRUE(went_on_without_input());
}

TEST_F(GatherTest, NoInputGoesToTheActionIfThatIsWanted) {
  gathers("actionOnEmptyResult=\"true\"");
  deadlines.advance(5s);
  EXPECT_EQ(menu().value("Digits"), "");
  EXPECT_EQ(menu().value("msg"), "Gather End");
}

TEST_F(GatherTest, AnotherFinishKeyMakesTheHashADigit) {
  gathers("finishOnKey=\"*\"");
  presses("1#2*");
  EXPECT_EQ(menu().value("Digits"), "1#2");
  EXPECT_EQ(menu().value("FinishedOnKey"), "*");
}

TEST_F(GatherTest, WithoutAFinishKeyEveryKeyIsADigit) {
  gathers("finishOnKey=\"\"");
  presses("1#*");
  EXPECT_TRUE(still_listens());
  deadlines.advance(5s);
  EXPECT_EQ(menu().value("Digits"), "1#*");
}

TEST_F(GatherTest, TheTimeoutBeginsWhenThePromptIsOver) {
  gathers("timeout=\"2\"", "<Say>abcde</Say><Pause length=\"3\"/>");
  EXPECT_EQ(speech.last_text(), "abcde");
  prompt_ends();
  deadlines.advance(3s + 1900ms);
  EXPECT_TRUE(still_listens());
  deadlines.advance(100ms);
  EXPECT_TRUE(went_on_without_input());
}

TEST_F(GatherTest, TheFirstKeyCutsThePromptsShort) {
  gathers("timeout=\"2\"", "<Say>a long story</Say><Say>and another</Say>");
  EXPECT_TRUE(caller.session->plays());
  presses("1");
  EXPECT_FALSE(caller.session->plays());
  EXPECT_EQ(speech.said.size(), 1U);
  deadlines.advance(1900ms);
  presses("2");
  EXPECT_TRUE(still_listens());
  deadlines.advance(2s);
  EXPECT_EQ(menu().value("Digits"), "12");
}

TEST_F(GatherTest, AKeyInAPauseOfThePromptsEndsThePause) {
  gathers("numDigits=\"1\"", "<Pause length=\"30\"/>");
  presses("1");
  EXPECT_EQ(menu().value("Digits"), "1");
}

TEST_F(GatherTest, AllFilesAreFetchedBeforeTheFirstPlays) {
  application.answers_with("http://app/a.wav", "a", 200, "audio/wav");
  application.answers_with("http://app/b.wav", "b", 200, "audio/wav");
  gathers("", "<Play>a.wav</Play><Play>b.wav</Play>");
  ASSERT_EQ(application.asked.size(), 3U);
  EXPECT_EQ(application.asked[2].url, "http://app/b.wav");
  EXPECT_EQ(caller.session->clips.size(), 1U);
  prompt_ends();
  EXPECT_EQ(caller.session->clips.size(), 2U);
  EXPECT_EQ(application.asked.size(), 3U);
}

TEST_F(GatherTest, WhatCannotBeSaidOrPlayedHasItsNumbersOfAGather) {
  application.answers_with("http://app/page", "<html/>", 200, "text/html");
  speech.warnings = {{13511, "no such voice"}};
  gathers("", "<Play>page</Play><Say voice=\"robot\" loop=\"-1\">Hi</Say><Play digits=\"1\">page</Play>");
  EXPECT_THAT(journal.notices(), ElementsAre(13322, 13430, 13325, 13325, 13321));
}

TEST_F(GatherTest, KeysBeforeAndBetweenGathersAreLost) {
  answers("<Pause length=\"2\"/><Gather action=\"/menu\" numDigits=\"2\"/>");
  runs();
  presses("9");
  deadlines.advance(2s);
  presses("1");
  EXPECT_TRUE(still_listens());
  presses("2");
  EXPECT_EQ(menu().value("Digits"), "12");
}

TEST_F(GatherTest, WithoutAnActionTheDocumentItselfIsAskedAgain) {
  answers("<Gather numDigits=\"1\"/>");
  runs();
  presses("5");
  ASSERT_EQ(application.asked.size(), 2U);
  EXPECT_EQ(application.asked[1].url, "http://app/start");
  EXPECT_EQ(application.asked[1].value("Digits"), "5");
}

TEST_F(GatherTest, AnActionThatIsOnlyAQueryIsOfTheSameDocument) {
  answers("<Gather action=\"?step=2&amp;who=a\" numDigits=\"1\"/>");
  runs();
  presses("5");
  EXPECT_EQ(application.asked.back().url, "http://app/start?step=2&who=a");
}

TEST_F(GatherTest, AnActionThatIsNoUrlIsAWarningAndEndsTheCall) {
  answers("<Gather action=\"ftp://x/y\" numDigits=\"1\"/><Redirect>/after</Redirect>");
  runs();
  presses("5");
  EXPECT_TRUE(done);
  EXPECT_THAT(journal.notices(), ElementsAre(11100));
}

TEST_F(GatherTest, AHangUpEndsItAndNobodyIsAsked) {
  gathers("", "<Say>a long story</Say>");
  presses("1");
  caller.leaves();
  deadlines.advance(10s);
  EXPECT_TRUE(done);
  EXPECT_EQ(application.asked.size(), 1U);
}

TEST_F(GatherTest, AHangUpInThePromptEndsTheSound) {
  gathers("", "<Say>a long story</Say>");
  auto playing = caller.session->playing;
  caller.leaves();
  deadlines.settle();
  EXPECT_EQ(*playing, nullptr);
  EXPECT_TRUE(done);
}

TEST_F(GatherTest, NobodyFillsTheMemoryByPressingKeys) {
  gathers("finishOnKey=\"\"");
  presses(std::string(1000, '1'));
  EXPECT_EQ(menu().value("Digits").size(), 1000U);
}

}  // namespace
}  // namespace ringback::twiml
