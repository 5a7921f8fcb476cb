#include "ledger/ledger.hpp"

#include <gtest/gtest.h>

#include <boost/asio/bind_cancellation_slot.hpp>
#include <boost/asio/cancellation_signal.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>

#include "base/manual_deadlines.hpp"
#include "ledger/held_store_test.hpp"
#include "ledger/snapshot.hpp"

namespace ringback::ledger {
namespace {

namespace asio = boost::asio;
using Kind = call::Event::Kind;
using Lines = std::vector<std::string>;

call::Event event(Kind kind, const std::string& sid, const std::string& status) {
  call::Event out;
  out.kind = kind;
  out.call.sid = sid;
  out.call.status = status;
  return out;
}

call::Event notice(const std::string& sid, int code) {
  call::Event out = event(Kind::notice, sid, "ringing");
  out.notice = call::Notice{.code = code, .warning = true, .text = "x", .url = "", .method = ""};
  return out;
}

struct FurtherJournal : call::Journal {
  Lines told;
  std::function<void(const call::Event&)> then = [](const call::Event&) {};

  void record(call::Event event) override {
    told.push_back(event.call.sid + ' ' + event.call.status);
    then(event);
  }
  Task<void> flush(std::string) override { co_return; }
};

Task<void> note(Task<void> task, bool& done) {
  co_await std::move(task);
  done = true;
}

struct LedgerTest : testing::Test {
  asio::io_context io;
  ManualDeadlines deadlines{io};
  HeldStore store{deadlines};
  FurtherJournal further;
  Ledger ledger{store.tables(), deadlines, io.get_executor()};

  LedgerTest() { ledger.add(further); }
  void record(call::Event event) {
    ledger.record(std::move(event));
    deadlines.settle();
  }
  void release(Result<void> outcome = {}) {
    store.writes.release(std::move(outcome));
    deadlines.settle();
  }
  void start(Task<void> task, bool& done) {
    asio::co_spawn(io, note(std::move(task), done), asio::detached);
    deadlines.settle();
  }
};

TEST_F(LedgerTest, AnEventIsPassedOnOnceItIsStored) {
  record(event(Kind::created, "CA1", "ringing"));
  EXPECT_EQ(store.writes.begun, (Lines{"CA1 ringing"}));
  EXPECT_TRUE(further.told.empty());
  release();
  EXPECT_EQ(further.told, (Lines{"CA1 ringing"}));
}

TEST_F(LedgerTest, EventsOfACallAreStoredOneAfterTheOther) {
  record(event(Kind::created, "CA1", "ringing"));
  record(notice("CA1", 12200));
  record(event(Kind::ended, "CA1", "completed"));
  EXPECT_EQ(store.writes.begun, (Lines{"CA1 ringing"}));
  release();
  release();
  release();
  EXPECT_EQ(store.writes.begun, (Lines{"CA1 ringing", "CA1 12200", "CA1 completed"}));
  EXPECT_EQ(further.told, (Lines{"CA1 ringing", "CA1 ringing", "CA1 completed"}));
}

TEST_F(LedgerTest, TellsHowManyEventsWait) {
  record(event(Kind::created, "CA1", "ringing"));
  record(event(Kind::ended, "CA1", "completed"));
  record(event(Kind::created, "CA2", "ringing"));
  EXPECT_EQ(ledger.waiting(), 3U);
  release();
  release();
  release();
  EXPECT_EQ(ledger.waiting(), 0U);
}

TEST_F(LedgerTest, CallsDoNotWaitForOneAnother) {
  record(event(Kind::created, "CA1", "ringing"));
  record(event(Kind::created, "CA2", "ringing"));
  EXPECT_EQ(store.writes.held(), 2U);
}

TEST_F(LedgerTest, WhatTheStoreRefusesIsPassedOnAndHoldsNothingUp) {
  record(event(Kind::created, "CA1", "ringing"));
  record(event(Kind::ended, "CA1", "completed"));
  release(Error{20500, "disk full"});
  release();
  EXPECT_EQ(further.told, (Lines{"CA1 ringing", "CA1 completed"}));
}

TEST_F(LedgerTest, TheRowHasTheTimeOfTheEventNotOfTheWrite) {
  record(event(Kind::created, "CA1", "ringing"));
  record(event(Kind::ended, "CA1", "completed"));
  deadlines.advance(std::chrono::seconds(5));
  release();
  release();
  EXPECT_EQ(store.calls.saved[0].date_updated, store.calls.saved[1].date_updated);
}

TEST_F(LedgerTest, AFurtherJournalMayRecordSomethingOfTheSameCall) {
  further.then = [this](const call::Event& told) {
    if (!told.notice) ledger.record(notice(told.call.sid, 15003));
  };
  record(event(Kind::ended, "CA1", "completed"));
  release();
  EXPECT_EQ(store.writes.begun, (Lines{"CA1 completed", "CA1 15003"}));
  release();
  EXPECT_EQ(store.writes.held(), 0U);
}

TEST_F(LedgerTest, AFlushResumesOnceWhatWasRecordedBeforeItIsStored) {
  bool flushed = false;
  record(event(Kind::created, "CA1", "ringing"));
  start(ledger.flush("CA1"), flushed);
  record(event(Kind::ended, "CA1", "completed"));
  EXPECT_FALSE(flushed);
  release();
  EXPECT_TRUE(flushed);
}

TEST_F(LedgerTest, SeveralMayFlushOneCall) {
  bool first = false;
  bool second = false;
  record(event(Kind::created, "CA1", "ringing"));
  start(ledger.flush("CA1"), first);
  record(notice("CA1", 12200));
  start(ledger.flush("CA1"), second);
  release();
  EXPECT_TRUE(first);
  EXPECT_FALSE(second);
  release();
  EXPECT_TRUE(second);
}

TEST_F(LedgerTest, AFlushOfACallWithNothingToStoreResumesAtOnce) {
  bool flushed = false;
  start(ledger.flush("CA9"), flushed);
  EXPECT_TRUE(flushed);
}

TEST_F(LedgerTest, AFlushResumesEvenIfTheStoreRefuses) {
  bool flushed = false;
  record(event(Kind::created, "CA1", "ringing"));
  start(ledger.flush("CA1"), flushed);
  release(Error{20500, "disk full"});
  EXPECT_TRUE(flushed);
}

TEST_F(LedgerTest, ACancelledFlushHarmsNothing) {
  bool flushed = false;
  asio::cancellation_signal signal;
  record(event(Kind::created, "CA1", "ringing"));
  asio::co_spawn(io, note(ledger.flush("CA1"), flushed), asio::bind_cancellation_slot(signal.slot(), asio::detached));
  deadlines.settle();
  signal.emit(asio::cancellation_type::terminal);
  deadlines.settle();
  release();
  EXPECT_FALSE(flushed);
  EXPECT_EQ(further.told, (Lines{"CA1 ringing"}));
}

TEST_F(LedgerTest, DrainingWaitsForEveryCall) {
  bool drained = false;
  record(event(Kind::ended, "CA1", "completed"));
  record(event(Kind::ended, "CA2", "completed"));
  start(ledger.drain(), drained);
  release();
  EXPECT_FALSE(drained);
  release();
  EXPECT_TRUE(drained);
}

TEST_F(LedgerTest, ACallLeavesATrailUntilItHasEnded) {
  call::Event begun = event(Kind::created, "CA1", "ringing");
  begun.promised = {{"http://app/status", "POST"}};
  record(begun);
  release();
  const auto snapshot = parse_snapshot(store.calls.trails.at(0).snapshot);
  ASSERT_TRUE(snapshot);
  EXPECT_EQ(snapshot->facts.sid, "CA1");
  EXPECT_EQ(snapshot->callbacks.at(0).url, "http://app/status");
  record(event(Kind::ended, "CA1", "completed"));
  release();
  EXPECT_EQ(store.calls.trails.at(1).snapshot, "");
}

TEST_F(LedgerTest, ACallbackIsDueUntilItWasDelivered) {
  call::Event ended = event(Kind::ended, "CA1", "completed");
  ended.callbacks = {{"http://app/status", "POST"}};
  std::string name;
  further.then = [&name](const call::Event& told) { name = told.callbacks.at(0).sid; };
  record(ended);
  release();
  ASSERT_EQ(store.calls.trails.at(0).due.size(), 1U);
  EXPECT_EQ(store.calls.trails[0].due[0].sid, name);
  EXPECT_EQ(parse_snapshot(store.calls.trails[0].due[0].event)->callbacks.at(0).sid, name);

  further.then = [](const call::Event&) {};
  call::Event delivered = event(Kind::delivered, "CA1", "completed");
  delivered.callbacks = {{"http://app/status", "POST", name}};
  record(delivered);
  release();
  EXPECT_EQ(store.writes.begun.back(), "told " + name);
  EXPECT_EQ(further.told.size(), 1U);
}

TEST_F(LedgerTest, ATranscriptionIsStoredWithWhatEndingItAsksFor) {
  call::Event begins = event(Kind::transcription, "CA1", "in-progress");
  begins.recording = call::RecordingFacts{.sid = "RE1", .status = "completed", .duration = 7};
  begins.transcription = call::TranscriptionFacts{.sid = "TR1", .started_ms = 9};
  begins.promised = {{"http://app/text", "POST"}};
  record(begins);
  store.writes.release();
  deadlines.settle();
  call::Event ends = begins;
  ends.transcription->status = "completed";
  ends.transcription->text = "hello";
  ends.callbacks = std::exchange(ends.promised, {});
  record(ends);
  ASSERT_EQ(store.writes.begun, (Lines{"TR1 in-progress", "TR1 completed"}));
  const auto& rows = store.transcriptions.saved;
  const auto snapshot = parse_snapshot(rows[0].snapshot);
  ASSERT_TRUE(snapshot && snapshot->recording && snapshot->transcription);
  EXPECT_EQ(snapshot->transcription->sid, "TR1");
  EXPECT_EQ(snapshot->callbacks.at(0).url, "http://app/text");
  EXPECT_EQ(rows[1].recording_sid, "RE1");
  EXPECT_EQ(rows[1].transcription_text, "hello");
  EXPECT_EQ(rows[1].duration, 7);
  EXPECT_EQ(rows[1].date_created, 9);
  EXPECT_EQ(rows[1].snapshot, "");
  ASSERT_EQ(store.transcriptions.due[1].size(), 1U);
  EXPECT_EQ(parse_snapshot(store.transcriptions.due[1][0].event)->transcription->text, "hello");
  store.writes.release();
  deadlines.settle();
}

TEST_F(LedgerTest, ARecordingThatIsPausedMustStillBeEnded) {
  call::Event paused = event(Kind::recording, "CA1", "in-progress");
  paused.recording = call::RecordingFacts{.sid = "RE1", .status = "paused"};
  record(paused);
  EXPECT_NE(store.recordings.saved.at(0).snapshot, "");
  store.writes.release();
  deadlines.settle();
}

TEST_F(LedgerTest, ARecordingIsStoredWithWhatEndingItAsksFor) {
  call::Event begins = event(Kind::recording, "CA1", "in-progress");
  begins.recording = call::RecordingFacts{.sid = "RE1", .events = "completed"};
  begins.promised = {{"http://app/recorded", "POST"}};
  record(begins);
  store.writes.release();
  deadlines.settle();
  call::Event ends = begins;
  ends.recording->status = "completed";
  ends.callbacks = begins.promised;
  record(ends);
  ASSERT_EQ(store.writes.begun, (Lines{"RE1 in-progress", "RE1 completed"}));
  const auto snapshot = parse_snapshot(store.recordings.saved[0].snapshot);
  ASSERT_TRUE(snapshot && snapshot->recording);
  EXPECT_EQ(snapshot->recording->sid, "RE1");
  EXPECT_EQ(snapshot->callbacks.at(0).url, "http://app/recorded");
  EXPECT_TRUE(store.recordings.due[0].empty());
  EXPECT_EQ(store.recordings.saved[1].snapshot, "");
  ASSERT_EQ(store.recordings.due[1].size(), 1U);
  EXPECT_TRUE(parse_snapshot(store.recordings.due[1][0].event)->recording);
  store.writes.release();
  deadlines.settle();
}

}  // namespace
}  // namespace ringback::ledger
