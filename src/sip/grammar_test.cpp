#include "sip/grammar.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace ringback::sip {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::Pair;

TEST(Grammar, SplitsOutsideOfQuotesAndBrackets) {
  EXPECT_THAT(split_outside(R"(a, "b, \", c" , <d,e>, f)", ','), ElementsAre("a", R"("b, \", c")", "<d,e>", "f"));
  EXPECT_THAT(split_outside(" ;; ", ';'), IsEmpty());
  EXPECT_THAT(split_outside("", ';'), IsEmpty());
  EXPECT_THAT(split_outside("\"never closed, x", ','), ElementsAre("\"never closed, x"));
}

TEST(Grammar, QuotesAndUnquotes) {
  EXPECT_EQ(unquote(R"("a \"b\" \\")"), R"(a "b" \)");
  EXPECT_EQ(unquote("plain"), "plain");
  EXPECT_EQ(unquote("\""), "\"");
  EXPECT_EQ(quote("a\"b\\c\r\nInjected: yes"), R"("a\"b\\cInjected: yes")");
}

TEST(Grammar, ReadsParameters) {
  EXPECT_THAT(parse_parameters(R"(;TAG = 1;lr; x="a;b")"),
              ElementsAre(Pair("tag", "1"), Pair("lr", ""), Pair("x", "a;b")));
}

TEST(Grammar, ReadsOnlyWholeNumbersThatFit) {
  EXPECT_EQ(parse_number<std::uint16_t>("65535"), 65535);
  for (const auto* text : {"", "65536", "-1", "1x", " 1", "+1"})
    EXPECT_FALSE(parse_number<std::uint16_t>(text)) << text;
}

TEST(Grammar, KnowsTokens) {
  EXPECT_TRUE(is_token("INVITE"));
  EXPECT_TRUE(is_token("-.!%*_+`'~"));
  for (const auto* text : {"", "a b", "a:b", "\"a\"", "a/b"}) EXPECT_FALSE(is_token(text)) << text;
}

}  // namespace
}  // namespace ringback::sip
