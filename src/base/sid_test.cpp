#include "base/sid.hpp"

#include <gtest/gtest.h>

namespace ringback {
namespace {

TEST(Sid, HasItsPrefixAndThirtyTwoHexDigits) {
  const std::string sid = make_sid("CA");
  EXPECT_EQ(sid.size(), 34U);
  EXPECT_TRUE(is_sid(sid, "CA"));
  EXPECT_FALSE(is_sid(sid, "AC"));
  EXPECT_NE(sid, make_sid("CA"));
}

TEST(Sid, ReadsUpperCaseHexAndRefusesAnythingElse) {
  EXPECT_TRUE(is_sid("CA0123456789ABCDEF0123456789abcdef", "CA"));
  EXPECT_FALSE(is_sid("CA0123456789ABCDEF0123456789abcdeg", "CA"));
  EXPECT_FALSE(is_sid("CA0123", "CA"));
  EXPECT_FALSE(is_sid("", "CA"));
}

TEST(Sid, AUuidIsOfVersionFour) {
  const std::string uuid = random_uuid();
  ASSERT_EQ(uuid.size(), 36U);
  EXPECT_EQ(uuid[14], '4');
  EXPECT_NE(std::string("89ab").find(uuid[19]), std::string::npos);
}

}  // namespace
}  // namespace ringback
