#include "sip/ack_wait.hpp"

#include <gtest/gtest.h>

#include "base/manual_deadlines.hpp"

namespace ringback::sip {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;

class AckWaitTest : public testing::Test {
 protected:
  AckWaitTest() {
    wait.start(deadlines, {.sequence = 5, .resend = [this] { ++sent; }, .give_up = [this] { given_up = true; }});
  }
  boost::asio::io_context io;
  ManualDeadlines deadlines{io};
  int sent = 0;
  bool given_up = false;
  AckWait wait;
};

TEST_F(AckWaitTest, SendsAgainAtIntervalsUpToFourSeconds) {
  deadlines.advance(milliseconds(500));
  EXPECT_EQ(sent, 1);
  deadlines.advance(milliseconds(1000 + 2000 + 4000 + 4000));
  EXPECT_EQ(sent, 5);
}

TEST_F(AckWaitTest, GivesUpAfter32Seconds) {
  deadlines.advance(seconds(32));
  EXPECT_TRUE(given_up);
  EXPECT_FALSE(wait.pending());
  const int before = sent;
  deadlines.advance(seconds(32));
  EXPECT_EQ(sent, before);
}

TEST_F(AckWaitTest, StopsForTheAck) {
  EXPECT_TRUE(wait.pending());
  EXPECT_EQ(wait.sequence(), 5U);
  wait.stop();
  deadlines.advance(seconds(60));
  EXPECT_EQ(sent, 0);
  EXPECT_FALSE(given_up);
}

}  // namespace
}  // namespace ringback::sip
