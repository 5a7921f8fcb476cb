#include "speech/voices.hpp"

#include <gtest/gtest.h>

namespace ringback::speech {
namespace {

struct Row {
  std::string_view name;
  std::string_view language;
  Voice voice;
  int warning;  // 0: none
};

class Voices : public testing::TestWithParam<Row> {};

TEST_P(Voices, EachNameHasAVoiceThatStandsForIt) {
  const auto choice = choose_voice(GetParam().name, GetParam().language, "man");
  EXPECT_EQ(choice.voice, GetParam().voice);
  EXPECT_EQ(choice.warnings.empty() ? 0 : choice.warnings.front().code, GetParam().warning);
  EXPECT_LE(choice.warnings.size(), 1U);
}

INSTANTIATE_TEST_SUITE_P(
    Names, Voices,
    testing::Values(Row{"", "en-US", Voice::rms, 0}, Row{"man", "en-US", Voice::rms, 0},
                    Row{"woman", "", Voice::slt, 0}, Row{"alice", "en-AU", Voice::slt, 0},
                    Row{"Polly.Joanna", "en-US", Voice::slt, 0}, Row{"Polly.Matthew-Neural", "en-US", Voice::rms, 0},
                    Row{"Polly.Brian", "en-GB", Voice::awb, 0}, Row{"Polly.Amy", "en-GB", Voice::slt, 0},
                    Row{"Google.en-US-Wavenet-C", "en-US", Voice::slt, 0}, Row{"flite.kal", "en-US", Voice::kal, 0},
                    Row{"flite.kal16", "en-US", Voice::kal16, 0}, Row{"flite.awb", "en-US", Voice::awb, 0},
                    Row{"robot", "en-US", Voice::rms, 13511}, Row{"man", "ja-JP", Voice::rms, 13512},
                    Row{"Polly.", "en-US", Voice::slt, 0}, Row{"Polly", "en-US", Voice::rms, 13511}));

TEST(Voices, AnUnknownNameInAForeignLanguageIsBothWarnings) {
  EXPECT_EQ(choose_voice("robot", "fr", "woman").warnings.size(), 2U);
}

TEST(Voices, TheDefaultIsTheConfiguredOne) {
  EXPECT_EQ(choose_voice("", "en-US", "woman").voice, Voice::slt);
  EXPECT_EQ(choose_voice("robot", "en-US", "woman").voice, Voice::slt);
}

}  // namespace
}  // namespace ringback::speech
