#include "speech/hint_grammar.hpp"

#include <gmock/gmock.h>

namespace ringback::speech {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

bool knows(const std::string& word) {
  return word != "ringback" && word != "7";
}

TEST(HintGrammar, HasEachHintInSmallLettersAndGivesItBackAsItWasWritten) {
  const HintGrammar grammar({"Sales", "Technical Support!", "don't"}, knows);
  EXPECT_THAT(grammar.hints(), HasSubstr("<hint> = sales | technical support | don't;"));
  EXPECT_EQ(grammar.hint("technical support"), "Technical Support!");
  EXPECT_EQ(grammar.hint("hello"), "");
}

TEST(HintGrammar, LeavesOutWhatTheEngineDoesNotKnow) {
  const HintGrammar grammar({"7", "my Ringback", "yes", "..."}, knows);
  EXPECT_THAT(grammar.left_out(), ElementsAre("7", "my Ringback", "..."));
  EXPECT_FALSE(grammar.empty());
}

TEST(HintGrammar, AHintIsNotAmongTheOtherAnswers) {
  const HintGrammar grammar({"Maybe"}, knows);
  EXPECT_THAT(grammar.hints_and_others(), HasSubstr("<hint> = maybe; <other> = goodbye | operator |"));
}

TEST(HintGrammar, OfNothingIsEmpty) {
  EXPECT_TRUE(HintGrammar({}, knows).empty());
}

TEST(HintGrammar, HoldsNothingThatMeansSomethingInAGrammar) {
  const HintGrammar grammar({"a; <b> = c | (d)*", "{x}"}, knows);
  EXPECT_THAT(grammar.hints(), HasSubstr("<hint> = a b c d | x;"));
}

}  // namespace
}  // namespace ringback::speech
