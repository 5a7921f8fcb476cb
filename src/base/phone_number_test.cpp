#include "base/phone_number.hpp"

#include <gtest/gtest.h>

namespace ringback {
namespace {

struct Row {
  const char* text;
  const char* region;
  const char* e164;  // empty: not a number
};

struct ToE164 : testing::TestWithParam<Row> {};

TEST_P(ToE164, ReadsNumbersAsPeopleWriteThem) {
  const Row& row = GetParam();
  const auto number = to_e164(row.text, row.region);
  if (*row.e164 == '\0') {
    ASSERT_FALSE(number) << *number;
    EXPECT_EQ(number.error().code, 13223);
  } else {
    ASSERT_TRUE(number) << number.error().message;
    EXPECT_EQ(*number, row.e164);
  }
}

INSTANTIATE_TEST_SUITE_P(
    Rows, ToE164,
    testing::Values(Row{"+81-50-3123-4567", "US", "+815031234567"}, Row{"+81 (90) 5987.6543", "JP", "+819059876543"},
                    Row{"05031234567", "JP", "+815031234567"}, Row{"090-5987-6543", "JP", "+819059876543"},
                    Row{"\n  +815031234567\n ", "JP", "+815031234567"}, Row{"(415) 867-5309", "US", "+14158675309"},
                    Row{"", "JP", ""}, Row{"+", "JP", ""}, Row{"anonymous", "JP", ""}, Row{"+0123456", "JP", ""},
                    Row{"+1234567890123456", "JP", ""}, Row{"client:bob", "JP", ""}, Row{"12", "JP", ""}));

TEST(NumberType, TellsMobilePhonesAndFreeNumbersFromTheRest) {
  EXPECT_EQ(number_type("+819059876543"), "mobile");
  EXPECT_EQ(number_type("+18005551234"), "toll-free");
  EXPECT_EQ(number_type("+14158675309"), "local");
  EXPECT_EQ(number_type("+815031234567"), "local");
  EXPECT_EQ(number_type("nonsense"), "local");
}

TEST(NationalDigits, AreThoseBehindTheCountrysCode) {
  EXPECT_EQ(national_digits("+14158675309"), "4158675309");
  EXPECT_EQ(national_digits("+81311112222"), "311112222");
}

TEST(Geography, AnIpPhoneHasACountryAndNoPlace) {
  const Geography place = geography("+815031234567");
  EXPECT_EQ(place.country, "JP");
  EXPECT_EQ(place.city, "");
  EXPECT_EQ(place.state, "");
  EXPECT_EQ(place.zip, "");
}

TEST(Geography, AGeographicalNumberHasCityAndState) {
  const Geography place = geography("+14155552671");
  EXPECT_EQ(place.country, "US");
  EXPECT_EQ(place.city, "SAN FRANCISCO");
  EXPECT_EQ(place.state, "CA");
}

TEST(Geography, WhatIsNoNumberHasNone) {
  EXPECT_EQ(geography("anonymous").country, "");
  EXPECT_EQ(geography("+999").country, "");
}

}  // namespace
}  // namespace ringback
