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

// <Gather input="speech">.
struct SpokenGatherTest : GatherTest {
  SpokenGatherTest() { application.answers_with("http://app/partial", ""); }
  void hears(std::chrono::milliseconds length, std::int16_t amplitude) {
    media::TapBlock block{};
    for (std::size_t i = 0; i < block.heard.size(); i += 2) block.heard.at(i) = amplitude;
    for (std::chrono::milliseconds at{0}; at < length; at += 20ms) caller.session->taps.back()->on_sound(block);
    deadlines.settle();
  }
  void speaks() { hears(600ms, 8000); }
  void is_silent() { hears(5s, 0); }
  void is_understood(const std::string& text, double confidence = 0.75) {
    recognizer.understands(text, confidence);
    deadlines.settle();
  }
};

TEST_F(SpokenGatherTest, WhatIsSaidGoesToTheAction) {
  gathers("input=\"speech\" language=\"en-GB\" hints=\"yes, no\" profanityFilter=\"false\"");
  is_silent();
  EXPECT_TRUE(recognizer.asked.empty());
  speaks();
  ASSERT_EQ(recognizer.asked.size(), 1U);
  EXPECT_EQ(recognizer.asked[0].language, "en-GB");
  EXPECT_THAT(recognizer.asked[0].hints, ElementsAre("yes", "no"));
  EXPECT_EQ(recognizer.asked[0].profanity_filter, false);
  is_silent();
  is_understood("yes please");
  EXPECT_EQ(menu().value("SpeechResult"), "yes please");
  EXPECT_EQ(menu().value("Confidence"), "0.7500000");
  EXPECT_EQ(menu().value("msg"), "Gather End");
  EXPECT_EQ(find(menu().form, "Digits"), nullptr);
}

TEST_F(SpokenGatherTest, TheEngineGetsTheSoundUpToTheSilenceBehindIt) {
  gathers("input=\"speech\" speechTimeout=\"2\"");
  speaks();
  is_silent();
  const auto sound = recognizer.asked[0].sound->read({});
  ASSERT_TRUE(sound);
  EXPECT_EQ(sound->size(), (600U + 2000U) * 8);
  EXPECT_FALSE(recognizer.asked[0].sound->read({}));
}

TEST_F(SpokenGatherTest, SpeechCutsThePromptShort) {
  gathers("input=\"speech\"", "<Say>a long story</Say>");
  EXPECT_TRUE(caller.session->plays());
  speaks();
  EXPECT_FALSE(caller.session->plays());
}

TEST_F(SpokenGatherTest, WithoutBargeInThePromptIsHeardToItsEnd) {
  gathers("input=\"speech\" bargeIn=\"false\"", "<Say>a long story</Say>");
  EXPECT_TRUE(caller.session->taps.empty());
  prompt_ends();
  speaks();
  is_understood("hello");
  EXPECT_EQ(menu().value("SpeechResult"), "hello");
}

TEST_F(SpokenGatherTest, ACallerWhoSaysNothingComesToTheNextVerb) {
  gathers("input=\"speech\"");
  is_silent();
  deadlines.advance(5s);
  EXPECT_TRUE(went_on_without_input());
}

TEST_F(SpokenGatherTest, WhatNobodyUnderstandsIsNoInput) {
  gathers("input=\"speech\"");
  speaks();
  is_understood("", 0);
  EXPECT_TRUE(went_on_without_input());
}

TEST_F(SpokenGatherTest, AnEngineThatFailsIsAnErrorAndNoInput) {
  gathers("input=\"speech\"");
  speaks();
  recognizer.answers(Error{13340, "no engine"});
  deadlines.settle();
  EXPECT_THAT(journal.notices(), ElementsAre(13340));
  EXPECT_TRUE(went_on_without_input());
}

TEST_F(SpokenGatherTest, KeysMeanNothingToAGatherOfSpeech) {
  gathers("input=\"speech\"");
  presses("1#");
  EXPECT_TRUE(still_listens());
}

TEST_F(SpokenGatherTest, OfKeysAndSpeechTheFirstWins) {
  gathers("input=\"dtmf speech\" numDigits=\"2\"");
  presses("1");
  speaks();
  EXPECT_TRUE(recognizer.asked.empty());
  presses("2");
  EXPECT_EQ(menu().value("Digits"), "12");
}

TEST_F(SpokenGatherTest, TonesOfAKeyThatSoundedLikeSpeechAreForgotten) {
  gathers("input=\"dtmf speech\" numDigits=\"1\"");
  speaks();
  EXPECT_EQ(recognizer.asked.size(), 1U);
  presses("7");
  EXPECT_EQ(menu().value("Digits"), "7");
}

TEST_F(SpokenGatherTest, AKeyAfterTheFirstWordsMeansNothing) {
  gathers("input=\"dtmf speech\" numDigits=\"1\"");
  speaks();
  recognizer.asked[0].on_partial("I would");
  deadlines.settle();
  presses("7");
  is_understood("I would like to");
  EXPECT_EQ(menu().value("SpeechResult"), "I would like to");
}

TEST_F(SpokenGatherTest, TheApplicationHearsWhatIsBeingSaid) {
  gathers("input=\"speech\" partialResultCallback=\"/partial\"");
  speaks();
  for (const auto* text : {"I", "I", "I would"}) {
    recognizer.asked[0].on_partial(text);
    deadlines.settle();
  }
  ASSERT_EQ(application.asked.size(), 3U);
  EXPECT_EQ(application.asked[1].url, "http://app/partial");
  EXPECT_EQ(application.asked[1].value("UnstableSpeechResult"), "I");
  EXPECT_EQ(application.asked[2].value("UnstableSpeechResult"), "I would");
  EXPECT_EQ(application.asked[2].value("SequenceNumber"), "1");
  EXPECT_EQ(application.asked[2].value("CallSid"), "CA1");
  EXPECT_THAT(journal.notices(), IsEmpty());
}

TEST_F(SpokenGatherTest, AHangUpEndsTheRecognition) {
  gathers("input=\"speech\"");
  speaks();
  caller.leaves();
  deadlines.settle();
  EXPECT_TRUE(done);
  recognizer.asked[0].on_partial("too late");
  deadlines.settle();
}

}  // namespace
}  // namespace ringback::twiml
