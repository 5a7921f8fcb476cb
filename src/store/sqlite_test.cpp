#include "store/sqlite.hpp"

#include <gtest/gtest.h>
#include <soci/soci.h>

#include <filesystem>
#include <fstream>
#include <latch>
#include <thread>

#include "base/sid.hpp"

namespace ringback::store::sqlite {
namespace {

struct SqliteTest : testing::Test {
  std::filesystem::path folder = std::filesystem::temp_directory_path() / ("ringback sqlite " + random_hex(8));
  std::string file = (folder / "deep" / "store.db").string();
  Result<Session> connect(Access access) const {
    const auto made = engine(file);
    return made ? (*made)->connect(access) : made.error();
  }
  ~SqliteTest() override { std::filesystem::remove_all(folder); }
};

TEST_F(SqliteTest, TheFileAndItsFolderAreMade) {
  ASSERT_TRUE(connect(Access::write));
  EXPECT_TRUE(std::filesystem::exists(file));
}

TEST_F(SqliteTest, NobodyElseMayReadTheFileOrItsLog) {
  const auto session = connect(Access::write);
  **session << "CREATE TABLE t (x INTEGER)";
  const auto owner = std::filesystem::perms::owner_read | std::filesystem::perms::owner_write;
  for (const std::string& name : {file, file + "-wal", file + "-shm"}) {
    EXPECT_EQ(std::filesystem::status(name).permissions(), owner) << name;
  }
}

TEST_F(SqliteTest, ItWritesAheadAndSyncsAtCheckpointsOnly) {
  const auto session = connect(Access::write);
  std::string journal;
  int synchronous = 0;
  **session << "PRAGMA journal_mode", soci::into(journal);
  **session << "PRAGMA synchronous", soci::into(synchronous);
  EXPECT_EQ(journal, "wal");
  EXPECT_EQ(synchronous, 1);  // NORMAL
}

TEST_F(SqliteTest, AReaderSeesWhatIsCommittedAndNothingElse) {
  const auto writer = connect(Access::write);
  const auto reader = connect(Access::read_only);
  **writer << "CREATE TABLE t (x INTEGER)";
  const auto rows = [&reader] {
    int out = 0;
    **reader << "SELECT COUNT(*) FROM t", soci::into(out);
    return out;
  };
  soci::transaction transaction(**writer);
  **writer << "INSERT INTO t VALUES (1)";
  EXPECT_EQ(rows(), 0);
  transaction.commit();
  EXPECT_EQ(rows(), 1);
}

TEST_F(SqliteTest, AReaderCannotWrite) {
  const auto writer = connect(Access::write);
  **writer << "CREATE TABLE t (x INTEGER)";
  const auto reader = connect(Access::read_only);
  EXPECT_THROW((**reader << "INSERT INTO t VALUES (1)"), soci::soci_error);
}

TEST_F(SqliteTest, OneWriterWaitsForAnother) {
  const auto first = connect(Access::write);
  **first << "CREATE TABLE t (x INTEGER)";
  std::latch begun(1);
  auto transaction = std::make_unique<soci::transaction>(**first);
  **first << "INSERT INTO t VALUES (1)";
  std::thread other([this, &begun] {
    const auto second = connect(Access::write);
    begun.count_down();
    **second << "INSERT INTO t VALUES (2)";
  });
  begun.wait();
  transaction->commit();
  other.join();
  int rows = 0;
  **first << "SELECT COUNT(*) FROM t", soci::into(rows);
  EXPECT_EQ(rows, 2);
}

TEST_F(SqliteTest, WhatIsNoDatabaseIsRefusedByName) {
  std::filesystem::create_directories(folder / "deep");
  std::ofstream(file) << std::string(4096, 'x');
  const auto session = connect(Access::write);
  ASSERT_FALSE(session);
  EXPECT_NE(session.error().message.find(file), std::string::npos);
}

TEST_F(SqliteTest, ANameThatWouldBreakTheConnectionTextIsRefused) {
  EXPECT_FALSE(engine((folder / "a\" synchronous=off").string()));
}

}  // namespace
}  // namespace ringback::store::sqlite
