#include "browser/directory.hpp"

#include <gtest/gtest.h>

#include "base/manual_deadlines.hpp"

namespace ringback::browser {
namespace {

using namespace std::chrono_literals;

class DirectoryTest : public testing::Test {
 protected:
  boost::asio::io_context io;
  ManualDeadlines deadlines{io};
  Directory directory;
  const Client alice{"AC1", "alice"};
};

TEST_F(DirectoryTest, WordsAreTakenOnceInOrder) {
  directory.leave_word(deadlines, alice, "one");
  directory.leave_word(deadlines, alice, "two");
  EXPECT_EQ(directory.take_words(alice), (std::vector<std::string>{"one", "two"}));
  EXPECT_TRUE(directory.take_words(alice).empty());
}

TEST_F(DirectoryTest, WordsAreForgottenAfterAMinute) {
  directory.leave_word(deadlines, alice, "one");
  deadlines.advance(30s);
  directory.leave_word(deadlines, alice, "two");
  deadlines.advance(31s);
  EXPECT_EQ(directory.take_words(alice), std::vector<std::string>{"two"});
  deadlines.advance(1min);
}

TEST_F(DirectoryTest, NoMoreThanALimitedNumberOfWordsIsKept) {
  for (int i = 0; i < 10; ++i) directory.leave_word(deadlines, alice, std::to_string(i));
  const auto words = directory.take_words(alice);
  ASSERT_EQ(words.size(), 8U);
  EXPECT_EQ(words.front(), "2");
}

TEST_F(DirectoryTest, ClientsOfTwoAccountsMayHaveOneName) {
  directory.leave_word(deadlines, alice, "one");
  EXPECT_TRUE(directory.take_words({"AC2", "alice"}).empty());
}

}  // namespace
}  // namespace ringback::browser
