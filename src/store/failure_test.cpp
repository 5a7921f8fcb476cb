#include "store/failure.hpp"

#include <gtest/gtest.h>

#include <stdexcept>

#include "store/session_fixture.hpp"

namespace ringback::store {
namespace {

struct FailureTest : testing::Test, EmptyDatabase {
  std::string words(const std::string& query, const std::string& value) {
    try {
      sql << query, soci::use(value, "value");
    } catch (const std::exception& exception) {
      return words_of(exception);
    }
    return "";
  }
};

TEST_F(FailureTest, WordsHoldNeitherTheStatementNorItsValues) {
  sql << "CREATE TABLE t (x TEXT PRIMARY KEY)";
  const std::string insert = "INSERT INTO t VALUES (:value)";
  EXPECT_EQ(words(insert, "s3cret"), "");
  const std::string refused = words(insert, "s3cret");
  EXPECT_NE(refused, "");
  EXPECT_EQ(refused.find("s3cret"), std::string::npos) << refused;
  EXPECT_EQ(refused.find("INSERT"), std::string::npos) << refused;
  EXPECT_EQ(refused.find('\n'), std::string::npos) << refused;
}

TEST_F(FailureTest, OtherExceptionsSayWhatTheySay) {
  EXPECT_EQ(words_of(std::runtime_error("no memory")), "no memory");
}

}  // namespace
}  // namespace ringback::store
