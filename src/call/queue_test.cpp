#include "call/queue.hpp"

#include <gtest/gtest.h>

namespace ringback::call {
namespace {

TEST(Queues, AQueueIsMadeOnceForAnAccountAndAName) {
  Queues queues;
  EXPECT_EQ(queues.find("AC1", "support"), nullptr);
  const auto queue = queues.open("AC1", "support");
  EXPECT_EQ(queues.open("AC1", "support"), queue);
  EXPECT_EQ(queues.find("AC1", "support"), queue);
  EXPECT_NE(queues.open("AC2", "support"), queue);
  EXPECT_EQ(queue->sid().substr(0, 2), "QU");
  EXPECT_EQ(queue->max_size(), 1000U);
}

TEST(Queues, TheLongestUnusedIsForgottenWhenThereAreTooMany) {
  Queues queues;
  const auto held = queues.open("AC1", "held");
  queues.open("AC1", "old");
  for (std::size_t i = 0; i + 1 < Queues::max_idle; ++i) queues.open("AC1", std::to_string(i));
  EXPECT_EQ(queues.find("AC1", "old"), nullptr);
  EXPECT_EQ(queues.find("AC1", "held"), held);
  EXPECT_NE(queues.find("AC1", "0"), nullptr);
}

}  // namespace
}  // namespace ringback::call
