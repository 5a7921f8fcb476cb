#include "ledger/snapshot.hpp"

#include <gtest/gtest.h>

namespace ringback::ledger {
namespace {

TEST(Snapshot, ComesBackAsItWas) {
  Snapshot saved;
  saved.facts.sid = "CA1";
  saved.facts.account_sid = "AC1";
  saved.facts.from = "client:\"J\u00f6\"\n";
  saved.facts.called = "+815031234567";
  saved.facts.status = "in-progress";
  saved.facts.created_ms = 1'700'000'000'000;
  saved.facts.answered_ms = 1'700'000'001'000;
  saved.facts.sip_code = 486;
  saved.callbacks = {{"http://app/a", "POST", "s1"}, {.url = "http://app/b", .method = "GET", .sequence = 2}};

  const auto found = parse_snapshot(to_text(saved));
  ASSERT_TRUE(found);
  EXPECT_EQ(found->facts.sid, "CA1");
  EXPECT_EQ(found->facts.account_sid, "AC1");
  EXPECT_EQ(found->facts.from, saved.facts.from);
  EXPECT_EQ(found->facts.called, "+815031234567");
  EXPECT_EQ(found->facts.status, "in-progress");
  EXPECT_EQ(found->facts.created_ms, 1'700'000'000'000);
  EXPECT_EQ(found->facts.answered_ms, 1'700'000'001'000);
  EXPECT_EQ(found->facts.sip_code, 486);
  ASSERT_EQ(found->callbacks.size(), 2U);
  EXPECT_EQ(found->callbacks[0].sid, "s1");
  EXPECT_EQ(found->callbacks[1].url, "http://app/b");
  EXPECT_EQ(found->callbacks[1].method, "GET");
  EXPECT_EQ(found->callbacks[1].sequence, 2);
}

TEST(Snapshot, HoldsNoSecret) {
  Snapshot saved;
  saved.facts.auth_token = "0123456789abcdef0123456789abcdef";
  EXPECT_EQ(to_text(saved).find(saved.facts.auth_token), std::string::npos);
}

TEST(Snapshot, OfAnotherProgramIsNone) {
  for (const auto* text : {"", "[]", "{", "null", "\"x\""}) EXPECT_FALSE(parse_snapshot(text)) << text;
  EXPECT_TRUE(parse_snapshot(R"({"sid":7,"callbacks":[1,{}],"created_ms":"x"})"));
}

}  // namespace
}  // namespace ringback::ledger
