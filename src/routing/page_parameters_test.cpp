#include "routing/page_parameters.hpp"

#include <gmock/gmock.h>

namespace ringback::routing {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

TEST(PageParameters, ThePagesOwnKeepTheirNamesAndOrder) {
  const auto sorted = sort_page_parameters({{"b", "1"}, {"a", "2"}}, {});
  EXPECT_EQ(sorted.sent, (Parameters{{"b", "1"}, {"a", "2"}}));
  EXPECT_EQ(sorted.to, "");
  EXPECT_THAT(sorted.dropped, IsEmpty());
}

TEST(PageParameters, APagesToFillsToUnchanged) {
  const auto sorted = sort_page_parameters({{"To", "905-553-6523"}}, {});
  EXPECT_EQ(sorted.to, "905-553-6523");
  EXPECT_THAT(sorted.sent, IsEmpty());
}

TEST(PageParameters, APageCannotSetAStandardName) {
  const auto sorted = sort_page_parameters({{"From", "client:boss"}, {"AccountSid", "AC1"}, {"from", "mine"}}, {});
  EXPECT_EQ(sorted.sent, (Parameters{{"from", "mine"}}));
  EXPECT_THAT(sorted.dropped, ElementsAre("From", "AccountSid"));
}

TEST(PageParameters, APageCannotChangeWhatTheTokenFixes) {
  const auto sorted = sort_page_parameters({{"team", "blue"}, {"To", "1"}, {"x", "y"}}, {{"team", "red"}, {"To", "2"}});
  EXPECT_EQ(sorted.sent, (Parameters{{"team", "red"}, {"x", "y"}}));
  EXPECT_EQ(sorted.to, "2");
  EXPECT_THAT(sorted.dropped, ElementsAre("team", "To"));
}

TEST(PageParameters, AFloodOfForbiddenNamesIsNamedOnceEach) {
  EXPECT_THAT(sort_page_parameters(Parameters(1000, {"From", "x"}), {}).dropped, ElementsAre("From"));
}

TEST(PageParameters, ARepeatedNameIsSentOnce) {
  const auto sorted = sort_page_parameters({{"a", "1"}, {"a", "2"}}, {});
  EXPECT_EQ(sorted.sent, (Parameters{{"a", "1"}}));
  EXPECT_THAT(sorted.dropped, ElementsAre("a"));
}

}  // namespace
}  // namespace ringback::routing
