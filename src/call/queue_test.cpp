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

struct Told final : QueueJournal {
  void saved(QueueFacts queue) override {
    lines.push_back(queue.friendly_name + ' ' + std::to_string(queue.max_size) + ' ' +
                    std::to_string(queue.updated_ms));
  }
  void removed(std::string sid) override { lines.push_back("removed " + sid); }
  std::vector<std::string> lines;
};

TEST(Queues, WhatBecomesOfThemIsTold) {
  Queues queues;
  Told told;
  queues.restore({.sid = "QU1", .account_sid = "AC1", .friendly_name = "old", .max_size = 7});
  queues.tell(told);
  const auto queue = queues.open("AC1", "support", 5);
  queues.resize(*queue, 20, 6);
  EXPECT_EQ(queues.rename(*queue, "old", 7).error().code, 20409);
  ASSERT_TRUE(queues.rename(*queue, "sales", 8));
  EXPECT_EQ(queues.find("AC1", "sales"), queue);
  EXPECT_EQ(queues.find("AC1", "support"), nullptr);
  const auto old = queues.find_by_sid("AC1", "QU1");
  EXPECT_EQ(old->max_size(), 7U);
  ASSERT_TRUE(queues.remove(*old));
  EXPECT_EQ(queues.all("AC1").size(), 1U);
  EXPECT_EQ(told.lines, (std::vector<std::string>{"support 1000 5", "support 20 6", "sales 20 8", "removed QU1"}));
}

}  // namespace
}  // namespace ringback::call
