#include "base/text.hpp"

#include <gtest/gtest.h>

namespace ringback {
namespace {

TEST(Text, PercentEncodesAllButUnreservedCharacters) {
  EXPECT_EQ(percent_encode("+81-50_a.b~c d/ü"), "%2B81-50_a.b~c%20d%2F%C3%BC");
}

TEST(Text, PercentDecodeUndoesEncoding) {
  std::string every_byte;
  for (int c = 0; c < 256; ++c) every_byte += static_cast<char>(c);
  EXPECT_EQ(percent_decode(percent_encode(every_byte)), every_byte);
}

TEST(Text, AMalformedEscapeStaysAsItIs) {
  EXPECT_EQ(percent_decode("%"), "%");
  EXPECT_EQ(percent_decode("%4"), "%4");
  EXPECT_EQ(percent_decode("%zz%41"), "%zzA");
}

TEST(Text, FormsKeepOrderRepetitionsAndEmptyValues) {
  const Parameters form = form_decode("b=1&a=&&b=x+y&lone");
  EXPECT_EQ(form, (Parameters{{"b", "1"}, {"a", ""}, {"b", "x y"}, {"lone", ""}}));
  EXPECT_EQ(*find(form, "b"), "x y");
  EXPECT_EQ(find(form, "c"), nullptr);
  EXPECT_EQ(form_encode({{"a b", "c+d"}, {"e", ""}}), "a%20b=c%2Bd&e=");
}

TEST(Text, Base64PadsAsRfc4648Says) {
  EXPECT_EQ(base64_encode(""), "");
  EXPECT_EQ(base64_encode("f"), "Zg==");
  EXPECT_EQ(base64_encode("fo"), "Zm8=");
  EXPECT_EQ(base64_encode("foobar"), "Zm9vYmFy");
}

TEST(Text, TrimsBlanksAndLines) {
  EXPECT_EQ(trim("\n  a b \t\r\n"), "a b");
  EXPECT_EQ(trim(" \n "), "");
}

TEST(Text, ComparesIgnoringAsciiCase) {
  EXPECT_TRUE(iequals("Call-ID", "call-id"));
  EXPECT_FALSE(iequals("Call-ID", "call-i"));
  EXPECT_EQ(lower("AbC-Ü"), "abc-Ü");
}

TEST(Text, DatesAreRfc2822InGmt) {
  EXPECT_EQ(rfc2822(1282266822), "Fri, 20 Aug 2010 01:13:42 +0000");
}

TEST(Text, ConstantTimeComparisonTellsEqualFromUnequal) {
  EXPECT_TRUE(equal_constant_time("secret", "secret"));
  EXPECT_FALSE(equal_constant_time("secret", "secreT"));
  EXPECT_FALSE(equal_constant_time("secret", "secret1"));
}

TEST(Text, AShownUrlHasNoPassword) {
  EXPECT_EQ(without_userinfo("https://bob:secret@app.example.com/in?a=b@c"), "https://app.example.com/in?a=b@c");
  EXPECT_EQ(without_userinfo("http://bob:p@ss@app?x"), "http://app?x");
  EXPECT_EQ(without_userinfo("http://app/a@b"), "http://app/a@b");
  EXPECT_EQ(without_userinfo("not a url"), "not a url");
}

TEST(Text, HexOfBytes) {
  EXPECT_EQ(to_hex(std::string_view("\x00\xff\x1a", 3)), "00ff1a");
}

}  // namespace
}  // namespace ringback
