#include "media/transport/ice_paths.hpp"

#include <gtest/gtest.h>

namespace ringback::media {
namespace {

struct IcePathsTest : testing::Test {
  static Path path(std::uint16_t port) { return {3, *Address::parse("192.0.2.7", port)}; }
  std::optional<Path> check(std::uint16_t port, bool nominated = false) {
    now += std::chrono::seconds(1);
    return paths.on_check(path(port), nominated, now);
  }
  std::uint16_t selected() const { return paths.selected() ? paths.selected()->remote.port() : 0; }

  TimePoint now = TimePoint{} + std::chrono::hours(1);
  IcePaths paths;
};

TEST_F(IcePathsTest, KnowsNothingBeforeTheFirstCheck) {
  EXPECT_EQ(selected(), 0);
  EXPECT_FALSE(paths.knows(path(1)));
}

TEST_F(IcePathsTest, UsesTheFirstPathUntilAnotherIsNominated) {
  check(1);
  check(2);
  EXPECT_EQ(selected(), 1);
  check(2, true);
  EXPECT_EQ(selected(), 2);
  check(1);
  EXPECT_EQ(selected(), 2);
}

TEST_F(IcePathsTest, FollowsLaterNominations) {
  check(1, true);
  check(2, true);
  EXPECT_EQ(selected(), 2);
}

TEST_F(IcePathsTest, WithoutNominationsFollowsTheTraffic) {
  check(1);
  check(2);
  paths.on_traffic(path(2));
  EXPECT_EQ(selected(), 2);
  paths.on_traffic(path(3));  // never checked
  EXPECT_EQ(selected(), 2);
}

TEST_F(IcePathsTest, ANominationStandsAgainstTraffic) {
  check(1, true);
  check(2);
  paths.on_traffic(path(2));
  EXPECT_EQ(selected(), 1);
}

TEST_F(IcePathsTest, ForgetsTheOldestPathButNeverTheOneInUse) {
  check(1, true);
  for (std::uint16_t port = 2; port <= IcePaths::capacity; ++port) EXPECT_FALSE(check(port));
  const auto evicted = check(99);
  ASSERT_TRUE(evicted);
  EXPECT_EQ(evicted->remote.port(), 2);
  EXPECT_TRUE(paths.knows(path(1)));
  EXPECT_TRUE(paths.knows(path(99)));
}

TEST_F(IcePathsTest, RemembersWhenItWasLastChecked) {
  check(1);
  check(2);
  EXPECT_EQ(paths.last_check(), now);
}

}  // namespace
}  // namespace ringback::media
