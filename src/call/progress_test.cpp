#include "call/progress.hpp"

#include <gmock/gmock.h>

namespace ringback::call {
namespace {

using testing::ElementsAre;

TEST(Progress, NamesAreParted) {
  std::vector<std::string> unknown;
  EXPECT_EQ(parse_progress("initiated ringing", unknown), initiated + ringing);
  EXPECT_EQ(parse_progress("answered,completed", unknown), answered + completed);
  EXPECT_TRUE(unknown.empty());
}

TEST(Progress, NoneMeansTheEnd) {
  std::vector<std::string> unknown;
  EXPECT_EQ(parse_progress("", unknown), completed);
  EXPECT_EQ(parse_progress("Answered  up", unknown), completed);
  EXPECT_THAT(unknown, ElementsAre("Answered", "up"));
}

}  // namespace
}  // namespace ringback::call
