#include "speech/plain_text.hpp"

#include <gmock/gmock.h>

namespace ringback::speech {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

TEST(PlainText, AsciiStays) {
  EXPECT_EQ(to_readable("Hello, world! 12 (a/b)"), "Hello, world! 12 (a/b)");
}

TEST(PlainText, AccentsAreTakenOff) {
  EXPECT_EQ(to_readable("Caf\xc3\xa9 M\xc3\xbcller \xc5\x81\xc3\xb3\xc5\xba"), "Cafe Muller Loz");
}

TEST(PlainText, TypographicMarksBecomePlain) {
  EXPECT_EQ(to_readable("it\xe2\x80\x99s \xe2\x80\x9cnow\xe2\x80\x9d"), "it's \"now\"");
}

TEST(PlainText, WhatAnEnglishVoiceCannotReadIsABlank) {
  EXPECT_EQ(to_readable("\xe3\x81\x82"
                        "a\tb\x01"),
            " a b ");
}

TEST(PlainText, MalformedUtf8DoesNotSwallowWhatFollows) {
  EXPECT_EQ(to_readable("\xff"
                        "a\xe3\x81"
                        "b\xc3"),
            " a  b ");
}

TEST(PlainText, PunctuationAloneIsNotSayable) {
  EXPECT_FALSE(is_sayable("... - !"));
  EXPECT_TRUE(is_sayable("..a"));
}

TEST(PlainText, SentencesAreSplitAtTheirEnds) {
  EXPECT_THAT(split_sentences("One. Two! Three?  4.5 is a number. ", 100),
              ElementsAre("One.", "Two!", "Three?", "4.5 is a number."));
}

TEST(PlainText, ALongSentenceIsCutAtABlank) {
  EXPECT_THAT(split_sentences("aaa bbb ccc", 8), ElementsAre("aaa bbb", "ccc"));
}

TEST(PlainText, AWordWithoutBlanksIsCutAnyhow) {
  EXPECT_THAT(split_sentences("aaaaaaaaaa", 4), ElementsAre("aaaa", "aaaa", "aa"));
}

TEST(PlainText, NothingHasNoSentence) {
  EXPECT_THAT(split_sentences("   ", 10), IsEmpty());
}

}  // namespace
}  // namespace ringback::speech
