#include "ledger/rows.hpp"

#include <gtest/gtest.h>

#include "base/sid.hpp"

namespace ringback::ledger {
namespace {

call::Facts facts() {
  call::Facts out;
  out.sid = "CA1";
  out.account_sid = "AC1";
  out.auth_token = "secret";
  out.parent_sid = "CA0";
  out.phone_number_sid = "PN1";
  out.to = "+815031234567";
  out.from = "+819059876543";
  out.status = "completed";
  out.direction = "inbound";
  out.forwarded_from = "05031234567";
  out.created_ms = 1000;
  out.answered_ms = 2000;
  out.ended_ms = 3000;
  return out;
}

TEST(CallRow, HoldsWhatRestShows) {
  const auto row = call_row(facts(), 3001);
  EXPECT_EQ(row.sid, "CA1");
  EXPECT_EQ(row.account_sid, "AC1");
  EXPECT_EQ(row.parent_call_sid, "CA0");
  EXPECT_EQ(row.phone_number_sid, "PN1");
  EXPECT_EQ(row.to, "+815031234567");
  EXPECT_EQ(row.from, "+819059876543");
  EXPECT_EQ(row.status, "completed");
  EXPECT_EQ(row.direction, "inbound");
  EXPECT_EQ(row.forwarded_from, "05031234567");
  EXPECT_EQ(row.date_created, 1000);
  EXPECT_EQ(row.start_time, 1000);
  EXPECT_EQ(row.answer_time, 2000);
  EXPECT_EQ(row.end_time, 3000);
  EXPECT_EQ(row.date_updated, 3001);
}

TEST(CallRow, HoldsHowTheSoundTravelled) {
  auto over = facts();
  over.quality = {.received = {.packets = 500, .lost = 5, .jitter_ms = 1.25, .reported = true, .mos = 4.318},
                  .sent = {.packets = 490, .lost = 10, .jitter_ms = 2.5, .reported = true, .mos = 4.2},
                  .round_trip_ms = 80.5};
  const auto quality = call_row(over, 1).quality;
  EXPECT_EQ(quality.packets_received, 500);
  EXPECT_EQ(quality.packets_received_lost, 5);
  EXPECT_EQ(quality.received_jitter_us, 1250);
  EXPECT_EQ(quality.received_mos, 432);
  EXPECT_EQ(quality.packets_sent, 490);
  EXPECT_EQ(quality.packets_sent_lost, 10);
  EXPECT_EQ(quality.sent_jitter_us, 2500);
  EXPECT_EQ(quality.sent_mos, 420);
  EXPECT_EQ(quality.round_trip_us, 80500);
}

TEST(CallRow, OfAQueuedCallHasNoStart) {
  auto queued = facts();
  queued.status = "queued";
  EXPECT_EQ(call_row(queued, 1).start_time, 0);
}

TEST(NotificationRow, NamesTheCallAndTheRequest) {
  const auto row = notification_row(facts(), {13214, false, "callerId is not yours", "https://x/voice", "POST"}, 42);
  EXPECT_TRUE(is_sid(row.sid, "NO"));
  EXPECT_EQ(row.call_sid, "CA1");
  EXPECT_EQ(row.account_sid, "AC1");
  EXPECT_EQ(row.error_code, 13214);
  EXPECT_FALSE(row.warning);
  EXPECT_EQ(row.message_text, "callerId is not yours");
  EXPECT_EQ(row.request_url, "https://x/voice");
  EXPECT_EQ(row.request_method, "POST");
  EXPECT_EQ(row.message_date, 42);
}

}  // namespace
}  // namespace ringback::ledger
