#include "store/migrations.hpp"

#include <gtest/gtest.h>
#include <array>
#include <thread>

#include "store/session_fixture.hpp"

namespace ringback::store {
namespace {

struct MigrationsTest : testing::Test, EmptyDatabase {};

constexpr std::array steps = {
    Migration{1, "CREATE TABLE a (x INTEGER); INSERT INTO a VALUES (7)"},
    Migration{2, "ALTER TABLE a ADD COLUMN y INTEGER NOT NULL DEFAULT 0;\n"},
};

TEST_F(MigrationsTest, ANewDatabaseGetsAllTables) {
  ASSERT_TRUE(migrate(*engine, sql));
  EXPECT_EQ(count("SELECT COUNT(*) FROM calls"), 0);
  EXPECT_EQ(count("SELECT COUNT(*) FROM notifications"), 0);
}

TEST_F(MigrationsTest, StepsRunOnceAndInOrder) {
  ASSERT_TRUE(migrate(*engine, sql, std::span(steps).first(1)));
  ASSERT_TRUE(migrate(*engine, sql, steps));
  ASSERT_TRUE(migrate(*engine, sql, steps));
  EXPECT_EQ(count("SELECT COUNT(*) FROM a"), 1);
  EXPECT_EQ(count("SELECT x + y FROM a"), 7);
  EXPECT_EQ(count("SELECT MAX(version) FROM schema_version"), 2);
}

TEST_F(MigrationsTest, AStepThatFailsLeavesNothingBehind) {
  constexpr std::array broken = {Migration{1, "CREATE TABLE b (x INTEGER); INSERT INTO nowhere VALUES (1)"}};
  EXPECT_THROW(static_cast<void>(migrate(*engine, sql, broken)), soci::soci_error);
  EXPECT_THROW(count("SELECT COUNT(*) FROM b"), soci::soci_error);
  EXPECT_EQ(count("SELECT COUNT(*) FROM schema_version"), 0);
}

TEST_F(MigrationsTest, ADatabaseOfANewerProgramIsRefused) {
  ASSERT_TRUE(migrate(*engine, sql, steps));
  const auto refused = migrate(*engine, sql, std::span(steps).first(1));
  ASSERT_FALSE(refused);
  EXPECT_NE(refused.error().message.find("newer"), std::string::npos);
}

TEST_F(MigrationsTest, ProgramsThatStartTogetherMakeTheTablesOnce) {
  const auto start = [this] {
    const Session other = engine->connect(Access::write).value();
    EXPECT_TRUE(migrate(*engine, *other));
  };
  if (on_postgresql()) {
    std::thread first(start);
    std::thread second(start);
    first.join();
    second.join();
    EXPECT_EQ(count("SELECT COUNT(*) FROM schema_version"), static_cast<int>(migrations().size()));
  }
}

TEST(Migrations, AreNumberedWithoutGaps) {
  int expected = 1;
  for (const Migration& step : migrations()) EXPECT_EQ(step.number, expected++);
}

}  // namespace
}  // namespace ringback::store
