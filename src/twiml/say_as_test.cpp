#include "twiml/say_as.hpp"

#include <gtest/gtest.h>

namespace ringback::twiml {
namespace {

std::string english(std::string_view text, std::string_view as, std::string_view format = "") {
  return say_as(text, {as, format, "en-GB"}).value_or("as it stands");
}

TEST(SayAs, SpellsCharacterByCharacterInEveryLanguage) {
  EXPECT_EQ(english("a1", "characters"), "a 1");
  EXPECT_EQ(english("a1", "spell-out"), "a 1");
  EXPECT_EQ(english("+81 5", "telephone"), "+ 8 1   5");
  EXPECT_EQ(say_as("für", {"characters", "", "de-DE"}), "f ü r");
}

TEST(SayAs, ReadsOrdinals) {
  EXPECT_EQ(english("1", "ordinal"), "1st");
  EXPECT_EQ(english("12", "ordinal"), "12th");
  EXPECT_EQ(english("103", "ordinal"), "103rd");
}

TEST(SayAs, ReadsFractions) {
  EXPECT_EQ(english("1/2", "fraction"), "one half");
  EXPECT_EQ(english("3/4", "fraction"), "3 quarters");
  EXPECT_EQ(english("7/16", "fraction"), "7 over 16");
}

TEST(SayAs, ReadsUnits) {
  EXPECT_EQ(english("12cm", "unit"), "12 centimeters");
  EXPECT_EQ(english("2.5 km/h", "unit"), "2.5 kilometers per hour");
}

TEST(SayAs, ReadsDatesInTheirFormat) {
  EXPECT_EQ(english("12/31/2026", "date", "mdy"), "December 31, 2026");
  EXPECT_EQ(english("31-12-2026", "date", "dmy"), "December 31, 2026");
  EXPECT_EQ(english("2026.12.31", "date", "ymd"), "December 31, 2026");
  EXPECT_EQ(english("12/31", "date", "md"), "December 31");
  EXPECT_EQ(english("31/12", "date", "dm"), "December 31");
  EXPECT_EQ(english("2026/12", "date", "ym"), "December 2026");
  EXPECT_EQ(english("12/2026", "date", "my"), "December 2026");
  EXPECT_EQ(english("31", "date", "d"), "31st");
  EXPECT_EQ(english("12", "date", "m"), "December");
  EXPECT_EQ(english("2026", "date", "y"), "2026");
  EXPECT_EQ(english("20261231", "date", "yyyymmdd"), "December 31, 2026");
  EXPECT_EQ(english("????1231", "date"), "December 31");
}

TEST(SayAs, ReadsDurations) {
  EXPECT_EQ(english("1'21\"", "time"), "1 minute 21 seconds");
}

TEST(SayAs, SaysNoExpletive) {
  EXPECT_EQ(english("drat", "expletive"), "bleep");
}

TEST(SayAs, LeavesWhatItCannotReadAsItStands) {
  EXPECT_EQ(english("soon", "date", "mdy"), "as it stands");
  EXPECT_EQ(english("13/13/2026", "date", "mdy"), "as it stands");
  EXPECT_EQ(english("1/2/2026", "date", "nonsense"), "as it stands");
  EXPECT_EQ(english("first", "ordinal"), "as it stands");
  EXPECT_EQ(english("1", "fraction"), "as it stands");
  EXPECT_EQ(english("5 parsecs", "unit"), "as it stands");
  EXPECT_EQ(english("noon", "time"), "as it stands");
  EXPECT_EQ(english("42", "cardinal"), "as it stands");
  EXPECT_FALSE(say_as("1/2/2026", {"date", "mdy", "de-DE"}));
}

}  // namespace
}  // namespace ringback::twiml
