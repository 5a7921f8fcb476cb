#include "browser/parameters.hpp"

#include <gtest/gtest.h>

namespace ringback::browser {
namespace {

TEST(PageParameters, AreDecodedInOrder) {
  EXPECT_EQ(decode_page_parameters("b=2&a=1&b=3"), (Parameters{{"b", "2"}, {"a", "1"}, {"b", "3"}}));
}

TEST(PageParameters, PlusIsNoBlank) {
  EXPECT_EQ(decode_page_parameters("n=a+b%20c%2B"), (Parameters{{"n", "a+b c+"}}));
}

TEST(PageParameters, OddPairsAreBorne) {
  EXPECT_EQ(decode_page_parameters("&&a&=x&b=&c=1=2&d=%"),
            (Parameters{{"a", ""}, {"", "x"}, {"b", ""}, {"c", "1=2"}, {"d", "%"}}));
  EXPECT_TRUE(decode_page_parameters("").empty());
}

TEST(ClientParameters, ValuesAreEncodedAndNamesAreRaw) {
  EXPECT_EQ(encode_client_parameters({{"my key", "a+b =&"}, {"n", "ü"}}), "my key=a%2Bb%20%3D%26&n=%C3%BC");
}

TEST(ClientParameters, NamesThatTheSdkCouldNotReadAreLeftOut) {
  EXPECT_EQ(encode_client_parameters({{"a=b", "1"}, {"a&b", "2"}, {"", "3"}, {"c", "4"}}), "c=4");
}

TEST(TextFrames, HoldUtf8Only) {
  EXPECT_EQ(utf8_or_ascii("grün \U0001F600"), "grün \U0001F600");
  EXPECT_EQ(utf8_or_ascii("gr\xfcn"), "gr?n");
  EXPECT_EQ(utf8_or_ascii("\xed\xa0\x80"), "???") << "a surrogate";
}

}  // namespace
}  // namespace ringback::browser
