#include "ledger/conference_ledger.hpp"

#include <gmock/gmock.h>

#include "base/manual_deadlines.hpp"
#include "call/fake_conference_journal.hpp"
#include "ledger/held_store_test.hpp"

namespace ringback::ledger {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

struct ConferenceLedgerTest : testing::Test {
  boost::asio::io_context io;
  ManualDeadlines deadlines{io};
  HeldStore store{deadlines};
  call::FakeConferenceJournal callbacks;
  ConferenceLedger ledger{store.tables(), deadlines, io.get_executor()};

  ConferenceLedgerTest() { ledger.add(callbacks); }
  ~ConferenceLedgerTest() override { deadlines.finish(); }

  static call::ConferenceEvent event(const std::string& name, bool told, const std::string& status = "in-progress") {
    call::ConferenceEvent out{.name = name, .conference = {.sid = "CF1", .account_sid = "AC1", .status = status}};
    if (told) out.callback = call::ConferenceCallback{.url = "http://app/events"};
    if (name.starts_with("participant")) out.participant = call::ParticipantFacts{.call_sid = "CA1"};
    out.sequence = 1;
    return out;
  }
  void stores_one() {
    store.writes.release();
    deadlines.settle();
  }
};

TEST_F(ConferenceLedgerTest, AnEventIsToldOnceItIsStored) {
  ledger.record(event("participant-join", true));
  deadlines.settle();
  EXPECT_THAT(callbacks.events, IsEmpty());
  ASSERT_EQ(store.conferences.due.size(), 1U);
  ASSERT_EQ(store.conferences.due.front().size(), 1U);
  EXPECT_TRUE(store.conferences.due.front().front().sid.starts_with("00000001-"));
  stores_one();
  EXPECT_THAT(callbacks.story(), ElementsAre("participant-join CA1"));
}

TEST_F(ConferenceLedgerTest, WhatWasToldIsDueNoMore) {
  ledger.record(event("conference-end", true, "completed"));
  deadlines.settle();
  stores_one();
  ledger.delivered(callbacks.events.front());
  deadlines.settle();
  EXPECT_THAT(store.writes.begun, ElementsAre("CF1 completed", "told " + callbacks.events.front().due_sid));
}

TEST_F(ConferenceLedgerTest, WhatNobodyHearsOfIsStoredOnlyIfItChangesTheRecord) {
  ledger.record(event("participant-speech-start", false));
  ledger.record(event("conference-start", false));
  deadlines.settle();
  EXPECT_THAT(store.writes.begun, ElementsAre("CF1 in-progress"));
  EXPECT_FALSE(store.conferences.saved.front().snapshot.empty());
}

}  // namespace
}  // namespace ringback::ledger
