#include "kit/percent_encoding.hpp"

#include <gtest/gtest.h>

namespace ringback::kit {
namespace {

TEST(PercentEncoding, KeepsWhatAScriptKeeps) {
  EXPECT_EQ(encode_component("aZ09-_.!~*'()"), "aZ09-_.!~*'()");
}

TEST(PercentEncoding, EncodesEveryOtherByte) {
  EXPECT_EQ(encode_component("a b+&=%/"), "a%20b%2B%26%3D%25%2F");
  EXPECT_EQ(encode_component("ü"), "%C3%BC");
  EXPECT_EQ(encode_component(std::string_view("\0\n", 2)), "%00%0A");
}

TEST(PercentEncoding, DecodesBothWritingsOfABlank) {
  EXPECT_EQ(decode_component("a%20b+c"), "a b c");
  EXPECT_EQ(decode_component("%2B%2b"), "++");
}

TEST(PercentEncoding, LeavesMalformedEscapesAsTheyAre) {
  for (const char* text : {"%", "%4", "%zz", "%4z", "100%"}) EXPECT_EQ(decode_component(text), text);
}

TEST(PercentEncoding, EveryByteSurvivesTheWayThereAndBack) {
  std::string bytes;
  for (int byte = 0; byte < 256; ++byte) bytes += static_cast<char>(byte);
  EXPECT_EQ(decode_component(encode_component(bytes)), bytes);
}

}  // namespace
}  // namespace ringback::kit
