#include "speech/espeak.hpp"

#include <gmock/gmock.h>

#include <algorithm>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>

#include "speech/by_language.hpp"
#include "speech/fake_speech.hpp"

namespace ringback::speech {
namespace {

using namespace std::chrono_literals;

struct EspeakTest : testing::Test {
  boost::asio::io_context io;

  Result<Spoken> say(TextToSpeech& engine, Utterance utterance) {
    std::optional<Result<Spoken>> out;
    boost::asio::co_spawn(io, engine.say(std::move(utterance)),
                          [&out](const std::exception_ptr&, Result<Spoken> result) { out = std::move(result); });
    io.run();
    io.restart();
    return *out;
  }
};

TEST_F(EspeakTest, SaysATextInItsLanguage) {
  Espeak espeak({});
  ASSERT_TRUE(espeak.speaks("de-DE"));
  const auto spoken = say(espeak, {.pieces = {{"Guten Tag, wie geht es Ihnen?", {}}}, .language = "de-DE"});
  ASSERT_TRUE(spoken) << spoken.error().message;
  EXPECT_EQ(spoken->clip->sample_rate, 16000);
  EXPECT_GT(spoken->clip->duration(), 1s);
  EXPECT_LT(spoken->clip->duration(), 5s);
  const auto [least, most] = std::minmax_element(spoken->clip->samples.begin(), spoken->clip->samples.end());
  EXPECT_GT(*most - *least, 5000);
}

TEST_F(EspeakTest, APauseIsHeard) {
  Espeak espeak({});
  const auto plain = say(espeak, {.pieces = {{"un ", {}}, {"deux", {}}}, .language = "fr-FR"});
  const auto paused = say(espeak, {.pieces = {{"un ", 2s}, {"deux", {}}}, .language = "fr-FR"});
  ASSERT_TRUE(plain && paused);
  EXPECT_GT(paused->clip->duration(), plain->clip->duration() + 1s);
}

TEST_F(EspeakTest, ProsodyChangesHowItSounds) {
  Espeak espeak({});
  const auto plain = say(espeak, {.pieces = {{"Guten Tag", {}}}, .language = "de-DE"});
  const auto slow = say(espeak, {.pieces = {{"Guten Tag", {}, {.rate = 50}}}, .language = "de-DE"});
  const auto quiet = say(espeak, {.pieces = {{"Guten Tag", {}, {.volume = -12}}}, .language = "de-DE"});
  ASSERT_TRUE(plain && slow && quiet);
  EXPECT_GT(slow->clip->duration(), plain->clip->duration() * 5 / 4);
  const auto loudest = [](const Clip& clip) { return *std::max_element(clip.samples.begin(), clip.samples.end()); };
  EXPECT_LT(loudest(*quiet->clip), loudest(*plain->clip) / 2);
}

TEST_F(EspeakTest, MarkupInTheTextIsText) {
  Espeak espeak({});
  EXPECT_TRUE(say(espeak, {.pieces = {{"a < b & c </speak> [[x]]", {}}}, .language = "it-IT"}));
}

TEST_F(EspeakTest, NothingAndTooMuchAreNotSaid) {
  Espeak espeak({});
  EXPECT_EQ(say(espeak, {.pieces = {{" ... ", {}}}, .language = "de-DE"}).error().code, 13520);
  EXPECT_EQ(say(espeak, {.pieces = {{std::string(5000, 'a'), {}}}, .language = "de-DE"}).error().code, 13521);
}

TEST_F(EspeakTest, WhereItIsNotInstalledItSpeaksNothing) {
  EXPECT_FALSE(Espeak({.espeak = "/nowhere"}).speaks("de-DE"));
  EXPECT_FALSE(Espeak({.espeak = ""}).speaks("de-DE"));
}

struct ByLanguageTest : EspeakTest {
  FakeSpeech english;
  Espeak espeak{{}};
  ByLanguage voices{english, espeak, {.default_voice = "woman"}};
};

TEST_F(ByLanguageTest, EnglishIsSaidByTheEnglishEngine) {
  say(voices, {.pieces = {{"hello", {}}}, .language = "en-AU"});
  ASSERT_EQ(english.said.size(), 1U);
  EXPECT_EQ(english.said[0].voice, "woman");
}

TEST_F(ByLanguageTest, AnotherLanguageByTheOther) {
  EXPECT_TRUE(say(voices, {.pieces = {{"hola", {}}}, .language = "es-MX"}));
  EXPECT_TRUE(say(voices, {.pieces = {{"Guten Tag", {}}}, .voice = "Polly.Marlene"}));
  EXPECT_TRUE(english.said.empty());
}

TEST_F(ByLanguageTest, WhatTheOtherDoesNotSpeakAndVoicesByNameStayEnglish) {
  say(voices, {.pieces = {{"nuqneH", {}}}, .language = "tlh"});
  say(voices, {.pieces = {{"hallo", {}}}, .voice = "flite.slt", .language = "de-DE"});
  EXPECT_EQ(english.said.size(), 2U);
}

TEST_F(ByLanguageTest, WhatIsMarkedAsAnotherLanguageIsSaidInIt) {
  const auto spoken = say(voices, {.pieces = {{"How do you say "},
                                              {.text = "Guten Tag", .language = "de-DE"},
                                              {.text = " ", .language = "fr-FR"},
                                              {"in French?"}}});
  ASSERT_TRUE(spoken) << spoken.error().message;
  ASSERT_EQ(english.said.size(), 2U);
  EXPECT_EQ(english.said[0].pieces[0].text, "How do you say ");
  EXPECT_EQ(english.said[1].pieces[0].text, "in French?");
  const auto german = say(espeak, {.pieces = {{"Guten Tag"}}, .voice = "woman", .language = "de-DE"});
  EXPECT_EQ(spoken->clip->samples.size(),
            german->clip->samples.size() + (15 + 10) * 16'000);  // a second for each letter
}

TEST_F(ByLanguageTest, TooManyChangesOfLanguageAreNotSaid) {
  std::vector<Piece> pieces;
  for (std::size_t i = 0; i <= ByLanguage::max_runs; ++i) {
    pieces.push_back({.text = "a", .language = i % 2 == 0 ? "de-DE" : "fr-FR"});
  }
  EXPECT_EQ(say(voices, {.pieces = std::move(pieces)}).error().code, 13521);
}

}  // namespace
}  // namespace ringback::speech
