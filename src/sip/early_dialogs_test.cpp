#include "sip/early_dialogs.hpp"

#include <gtest/gtest.h>

namespace ringback::sip {
namespace {

using Verdict = EarlyDialogs::Verdict;

Message ringing(const std::string& tag, const std::string& sequence, const std::string& body = "") {
  Message out;
  out.status = 183;
  out.add("To", tag.empty() ? "<sip:x@x>" : "<sip:x@x>;tag=" + tag);
  if (!sequence.empty()) out.add("Require", "100rel").add("RSeq", sequence);
  return body.empty() ? out : out.set_body("application/sdp", body);
}

TEST(EarlyDialogs, ReliableResponsesCountOnceAndInOrder) {
  EarlyDialogs early;
  EXPECT_EQ(early.take(ringing("a", "5")), Verdict::reliable);
  EXPECT_EQ(early.take(ringing("a", "5")), Verdict::repeated);
  EXPECT_EQ(early.take(ringing("a", "7")), Verdict::repeated);
  EXPECT_EQ(early.take(ringing("a", "6")), Verdict::reliable);
  EXPECT_EQ(early.take(ringing("a", "5")), Verdict::repeated);
}

TEST(EarlyDialogs, EachFarEndCountsForItself) {
  EarlyDialogs early;
  EXPECT_EQ(early.take(ringing("a", "5", "a's answer")), Verdict::reliable);
  EXPECT_EQ(early.take(ringing("b", "90", "b's answer")), Verdict::reliable);
  EXPECT_EQ(early.take(ringing("b", "91", "not that")), Verdict::reliable);
  EXPECT_EQ(early.reliable_answer("a"), "a's answer");
  EXPECT_EQ(early.reliable_answer("b"), "b's answer");
  EXPECT_EQ(early.reliable_answer("c"), "");
}

TEST(EarlyDialogs, WhatIsNotReliableIsPlain) {
  EarlyDialogs early;
  EXPECT_EQ(early.take(ringing("a", "", "preview")), Verdict::plain);
  EXPECT_EQ(early.take(ringing("a", "x")), Verdict::plain);
  EXPECT_EQ(early.take(ringing("a", "0")), Verdict::plain);
  EXPECT_EQ(early.take(ringing("", "4")), Verdict::plain);
  EXPECT_EQ(early.reliable_answer("a"), "");
}

TEST(EarlyDialogs, ManyFarEndsTakeNoMoreThanTheirShare) {
  EarlyDialogs early;
  for (int i = 0; i < 16; ++i) EXPECT_EQ(early.take(ringing("t" + std::to_string(i), "1")), Verdict::reliable);
  EXPECT_EQ(early.take(ringing("one more", "1")), Verdict::repeated);
  EXPECT_EQ(early.take(ringing("t3", "2")), Verdict::reliable);
}

}  // namespace
}  // namespace ringback::sip
