#include "speech/languages.hpp"

#include <gtest/gtest.h>

namespace ringback::speech {
namespace {

TEST(Languages, AVoiceOfTheProductSaysWhatItSpeaks) {
  EXPECT_EQ(language_of_voice("Polly.Hans"), "de-DE");
  EXPECT_EQ(language_of_voice("Polly.Lea-Neural"), "fr-FR");
  EXPECT_EQ(language_of_voice("Google.ja-JP-Standard-A"), "ja-JP");
  EXPECT_EQ(language_of_voice("Google.cmn-CN-Chirp3-HD-Aoede"), "cmn-CN");
}

TEST(Languages, AnotherNameSaysNothing) {
  for (const auto* voice : {"", "man", "woman", "alice", "Polly.Matthew", "Polly.", "Polly", "Google.", "Google.x"}) {
    EXPECT_EQ(language_of_voice(voice), "") << voice;
  }
}

TEST(Languages, MenAreKnownByTheirNames) {
  for (const auto* voice : {"", "man", "Polly.Hans", "Polly.Takumi-Neural", "Polly.Brian"})
    EXPECT_TRUE(is_man(voice)) << voice;
  for (const auto* voice : {"woman", "alice", "Polly.Lea", "Polly.", "Google.de-DE-Standard-B"})
    EXPECT_FALSE(is_man(voice)) << voice;
}

TEST(Languages, EspeakHasAVoiceForMostOfThem) {
  EXPECT_EQ(espeak_voice("de-DE"), "de");
  EXPECT_EQ(espeak_voice("fr-CA"), "fr-fr");
  EXPECT_EQ(espeak_voice("fr-FR"), "fr-fr");
  EXPECT_EQ(espeak_voice("fr-BE"), "fr-be");
  EXPECT_EQ(espeak_voice("es-MX"), "es-419");
  EXPECT_EQ(espeak_voice("es-ES"), "es");
  EXPECT_EQ(espeak_voice("pt-BR"), "pt-br");
  EXPECT_EQ(espeak_voice("zh-HK"), "yue");
  EXPECT_EQ(espeak_voice("nb-NO"), "nb");
  EXPECT_EQ(espeak_voice("JA-jp"), "ja");
}

TEST(Languages, NoTextBecomesAVoiceThatIsNotOne) {
  for (const auto* language : {"", "en-US", "tlh", "../../etc/passwd", "de it", " ", "-m"})
    EXPECT_EQ(espeak_voice(language), "") << language;
}

}  // namespace
}  // namespace ringback::speech
