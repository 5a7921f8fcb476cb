#include "twiml/speech_text.hpp"

#include <gmock/gmock.h>

namespace ringback::twiml {
namespace {

using namespace std::chrono_literals;
using speech::Piece;
using testing::ElementsAre;
using testing::IsEmpty;

struct SpeechTextTest : testing::Test {
  Warnings warnings;
  std::vector<Piece> read(const std::string& content) {
    return read_speech(*parse_xml("<Say>" + content + "</Say>"), "en-US", warnings);
  }
};

TEST_F(SpeechTextTest, PlainTextIsOnePiece) {
  EXPECT_THAT(read("Hello &amp; welcome"), ElementsAre(Piece{"Hello & welcome", {}}));
  EXPECT_THAT(read(""), IsEmpty());
}

TEST_F(SpeechTextTest, TheOrderOfTextAndElementsIsKept) {
  EXPECT_THAT(read("one <w role=\"amazon:VB\">two</w> three"), ElementsAre(Piece{"one two three", {}}));
  ASSERT_EQ(warnings.size(), 1U);
  EXPECT_EQ(warnings[0].code, 12200);
}

TEST_F(SpeechTextTest, ABreakIsAPause) {
  EXPECT_THAT(read("a<break time=\"3s\"/>b<break time=\"250ms\"/>c<break strength=\"strong\"/>d<break/>e"),
              ElementsAre(Piece{"a", 3s}, Piece{"b", 250ms}, Piece{"c", 700ms}, Piece{"d", 400ms}, Piece{"e", 0ms}));
  EXPECT_THAT(warnings, IsEmpty());
}

TEST_F(SpeechTextTest, ABreakIsBoundedAndItsNonsenseAWarning) {
  EXPECT_THAT(read("a<break time=\"99999s\"/>"), ElementsAre(Piece{"a", 10s}));
  EXPECT_THAT(read("a<break time=\"soon\"/>"), ElementsAre(Piece{"a", 400ms}));
  EXPECT_THAT(read("a<break strength=\"huge\"/>"), ElementsAre(Piece{"a", 400ms}));
  EXPECT_EQ(warnings.size(), 2U);
}

TEST_F(SpeechTextTest, ParagraphsAndSentencesArePieces) {
  EXPECT_THAT(read("<p><s>One.</s>Two.</p>Three."),
              ElementsAre(Piece{"One.", 300ms}, Piece{"Two.", 600ms}, Piece{"Three.", 0ms}));
}

TEST_F(SpeechTextTest, AnAliasIsSaidInstead) {
  EXPECT_THAT(read("<sub alias=\"World Wide Web\">WWW</sub>!"), ElementsAre(Piece{"World Wide Web!", {}}));
}

TEST_F(SpeechTextTest, DigitsAreSpelled) {
  EXPECT_THAT(read("Code<say-as interpret-as=\"digits\">123</say-as>."), ElementsAre(Piece{"Code 1 2 3 .", {}}));
}

TEST_F(SpeechTextTest, ADateIsReadInItsFormat) {
  EXPECT_THAT(read("On<say-as interpret-as=\"date\" format=\"dmy\">1/2/2026</say-as>!"),
              ElementsAre(Piece{"On February 1, 2026 !", {}}));
}

TEST_F(SpeechTextTest, ThePhonemesOfAWordAreNotHeardButItsText) {
  EXPECT_THAT(read("<phoneme alphabet=\"ipa\" ph=\"p\">pecan</phoneme>"), ElementsAre(Piece{"pecan", {}}));
  ASSERT_EQ(warnings.size(), 1U);
  EXPECT_EQ(warnings[0].code, 12200);
}

TEST_F(SpeechTextTest, AnotherLanguageIsMarked) {
  EXPECT_THAT(read("Say <lang xml:lang=\"de-DE\">Guten <prosody rate=\"slow\">Tag</prosody></lang> now"),
              ElementsAre(Piece{"Say "}, Piece{.text = "Guten ", .language = "de-DE"},
                          Piece{.text = "Tag", .prosody = {.rate = 75}, .language = "de-DE"}, Piece{" now"}));
  EXPECT_THAT(warnings, IsEmpty());
}

TEST_F(SpeechTextTest, AnUnknownElementIsAWarningAndItsTextIsSaid) {
  EXPECT_THAT(read("a<blink>b</blink>c"), ElementsAre(Piece{"abc", {}}));
  ASSERT_EQ(warnings.size(), 1U);
}

TEST_F(SpeechTextTest, ATwiceNestedElementIsRead) {
  const speech::Prosody slow{.rate = 75};
  EXPECT_THAT(read("<prosody rate=\"slow\">a<break time=\"1s\"/>b</prosody>c"),
              ElementsAre(Piece{"a", 1s, slow}, Piece{"b", 0ms, slow}, Piece{"c", 0ms}));
}

TEST_F(SpeechTextTest, ProsodyChangesRatePitchAndVolume) {
  EXPECT_THAT(read("<prosody rate=\"120%\" pitch=\"-10%\" volume=\"+3dB\">a</prosody>"),
              ElementsAre(Piece{"a", 0ms, {120, -10, 3}}));
  EXPECT_THAT(read("<prosody rate=\"x-fast\" pitch=\"high\" volume=\"soft\">a</prosody>"),
              ElementsAre(Piece{"a", 0ms, {170, 20, -6}}));
  EXPECT_THAT(read("<prosody rate=\"9000%\">a<prosody volume=\"loud\">b</prosody></prosody>"),
              ElementsAre(Piece{"a", 0ms, {200, 0, 0}}, Piece{"b", 0ms, {200, 0, 3}}));
  EXPECT_THAT(warnings, IsEmpty());
}

TEST_F(SpeechTextTest, ABadProsodyIsAWarningAndChangesNothing) {
  EXPECT_THAT(read("<prosody rate=\"quick\" pitch=\"3\" volume=\"3%\" hue=\"1\">a</prosody>"), ElementsAre(Piece{"a"}));
  EXPECT_THAT(read("<emphasis level=\"huge\">a</emphasis>"), ElementsAre(Piece{"a"}));
  EXPECT_EQ(warnings.size(), 5U);
}

TEST_F(SpeechTextTest, EmphasisIsSlowerAndLouder) {
  EXPECT_THAT(read("a<emphasis level=\"strong\">b</emphasis>"), ElementsAre(Piece{"a"}, Piece{"b", 0ms, {85, 0, 3}}));
}

}  // namespace
}  // namespace ringback::twiml
