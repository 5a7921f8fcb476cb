#include "ledger/recovery.hpp"

#include <gtest/gtest.h>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <optional>

#include "base/manual_deadlines.hpp"
#include "call/fake_conference_journal.hpp"
#include "call/fake_leg.hpp"
#include "ledger/conference_snapshot.hpp"
#include "ledger/heartbeat.hpp"
#include "ledger/held_store_test.hpp"
#include "ledger/snapshot.hpp"
#include "store/calls.hpp"

namespace ringback::ledger {
namespace {

namespace asio = boost::asio;

struct RecoveryTest : testing::Test {
  asio::io_context io;
  ManualDeadlines deadlines{io};
  HeldStore store{deadlines};
  call::FakeJournal ledger;
  call::FakeJournal callbacks;
  call::FakeConferenceJournal rooms;
  call::FakeConferenceJournal room_callbacks;

  RecoveryTest() { store.accounts.rows["AC1"] = {.sid = "AC1", .auth_token = "token"}; }

  void left_open(const std::string& sid, const std::string& status, bool with_snapshot = true) {
    store::Call row;
    row.sid = sid;
    row.account_sid = "AC1";
    row.status = status;
    row.date_created = 1'000;
    row.date_updated = 2'000;
    Snapshot snapshot;
    snapshot.facts.sid = sid;
    snapshot.facts.account_sid = "AC1";
    snapshot.facts.called = "+815031234567";
    snapshot.facts.answered_ms = status == "in-progress" ? 2'000 : 0;
    snapshot.callbacks = {{"http://app/status", "POST"}};
    store.calls.left_open.push_back({row, with_snapshot ? to_text(snapshot) : ""});
  }

  static Task<void> run(RecoveryTest& test, std::optional<Result<Recovered>>& out) {
    out = co_await recover(test.store.remains(), {test.ledger, test.callbacks, test.rooms, test.room_callbacks},
                           [&test](const std::string&) { return test.file; });
  }
  Result<Recovered> recovered() {
    std::optional<Result<Recovered>> out;
    asio::co_spawn(io, run(*this, out), asio::detached);
    deadlines.settle();
    return out.value();
  }
  std::chrono::milliseconds file{0};  // that a recording left
  // A recording that ran, of a call that was up.
  void left_recording(bool with_snapshot = true) {
    Snapshot snapshot;
    snapshot.facts.sid = "CA1";
    snapshot.facts.account_sid = "AC1";
    snapshot.callbacks = {{"http://app/recorded", "GET"}};
    snapshot.recording = call::RecordingFacts{
        .sid = "RE1", .source = "RecordVerb", .url = "https://us/RE1", .events = "in-progress completed"};
    store.recordings.left_open.push_back({.sid = "RE1",
                                          .account_sid = "AC1",
                                          .call_sid = "CA1",
                                          .status = "in-progress",
                                          .source = "RecordVerb",
                                          .snapshot = with_snapshot ? to_text(snapshot) : ""});
  }
  // The event that ends the only call.
  const call::Event& end() const { return ledger.events.at(1); }
};

TEST_F(RecoveryTest, AfterAnOrderlyEndThereIsNothingToDo) {
  const auto done = recovered();
  EXPECT_EQ(done->calls + done->callbacks, 0);
  EXPECT_TRUE(ledger.events.empty());
}

TEST_F(RecoveryTest, ACallThatWasUpIsCompletedAtTheLastSignOfLife) {
  left_open("CA1", "in-progress");
  store.signs_of_life.last_life = 9'000;
  EXPECT_EQ(recovered()->calls, 1);
  EXPECT_EQ(ledger.story("CA1"), (std::vector<std::string>{"20500", "completed"}));
  EXPECT_EQ(end().call.ended_ms, 9'000);
  EXPECT_EQ(end().call.answered_ms, 2'000);
  EXPECT_EQ(end().call.called, "+815031234567");
  EXPECT_EQ(end().call.auth_token, "token");
  ASSERT_EQ(end().callbacks.size(), 1U);
  EXPECT_EQ(end().callbacks[0].url, "http://app/status");
}

TEST_F(RecoveryTest, ACallThatRangHasFailed) {
  left_open("CA1", "ringing");
  left_open("CA2", "queued");
  EXPECT_EQ(recovered()->calls, 2);
  EXPECT_EQ(ledger.story("CA1"), (std::vector<std::string>{"20500", "failed"}));
  EXPECT_EQ(ledger.story("CA2"), (std::vector<std::string>{"20500", "failed"}));
}

TEST_F(RecoveryTest, ACallDoesNotEndBeforeItsLastChange) {
  left_open("CA1", "in-progress");
  store.signs_of_life.last_life = 1'500;
  EXPECT_TRUE(recovered());
  EXPECT_EQ(end().call.ended_ms, 2'000);
}

TEST_F(RecoveryTest, ACallOfWhichTheRecordAloneIsLeftEndsToo) {
  left_open("CA1", "in-progress", false);
  EXPECT_TRUE(recovered());
  EXPECT_EQ(ledger.story("CA1"), (std::vector<std::string>{"20500", "completed"}));
}

TEST_F(RecoveryTest, ACallbackThatWasDueIsToldAgainUnderItsName) {
  Snapshot snapshot;
  snapshot.facts.sid = "CA1";
  snapshot.facts.account_sid = "AC1";
  snapshot.facts.status = "completed";
  snapshot.callbacks = {{"http://app/status", "POST", "name"}};
  store.due_callbacks.left.push_back({"name", "CA1", to_text(snapshot), 1});
  EXPECT_EQ(recovered()->callbacks, 1);
  ASSERT_EQ(callbacks.events.size(), 1U);
  EXPECT_EQ(callbacks.events[0].call.status, "completed");
  EXPECT_EQ(callbacks.events[0].call.auth_token, "token");
  EXPECT_EQ(callbacks.events[0].callbacks.at(0).sid, "name");
  EXPECT_TRUE(ledger.events.empty());
}

TEST_F(RecoveryTest, ARecordingThatRanIsCompletedAsFarAsItsFileGoes) {
  left_recording();
  file = std::chrono::milliseconds(4'700);
  EXPECT_EQ(recovered()->recordings, 1);
  ASSERT_EQ(ledger.events.size(), 1U);
  const auto& told = ledger.events[0];
  EXPECT_EQ(told.call.auth_token, "token");
  EXPECT_EQ(told.recording->status, "completed");
  EXPECT_EQ(told.recording->duration, 4);
  EXPECT_EQ(told.recording->url, "https://us/RE1");
  ASSERT_EQ(told.callbacks.size(), 1U);
  EXPECT_EQ(told.callbacks[0].method, "GET");
}

TEST_F(RecoveryTest, TheEndOfACallNamesTheRecordingThatItsOrderAskedFor) {
  left_open("CA1", "in-progress");
  left_recording();
  store.recordings.left_open[0].source = "OutboundAPI";
  file = std::chrono::seconds(3);
  recovered();
  EXPECT_EQ(ledger.events.back().kind, call::Event::Kind::ended);
  EXPECT_EQ(ledger.events.back().call.recording_sid, "RE1");
  EXPECT_EQ(ledger.events.back().call.recording_duration, 3);
}

TEST_F(RecoveryTest, ARecordingThatRanIsTranscribedIfThatWasWanted) {
  left_recording();
  auto snapshot = *parse_snapshot(store.recordings.left_open[0].snapshot);
  snapshot.recording->transcription_sid = "TR1";
  snapshot.recording->transcribe_callback = "http://app/text";
  store.recordings.left_open[0].snapshot = to_text(snapshot);
  file = std::chrono::milliseconds(4'700);
  EXPECT_TRUE(recovered());
  ASSERT_EQ(ledger.events.size(), 2U);
  EXPECT_EQ(ledger.events[0].transcription->sid, "TR1");
  EXPECT_EQ(ledger.events[0].recording->duration, 4);
  EXPECT_EQ(ledger.events[0].promised.at(0).url, "http://app/text");
  EXPECT_EQ(ledger.events[1].recording->status, "completed");
}

TEST_F(RecoveryTest, ATranscriptionThatWasUnderWayIsBegunAgain) {
  Snapshot snapshot;
  snapshot.facts.account_sid = "AC1";
  snapshot.callbacks = {{"http://app/text", "POST"}};
  snapshot.recording = call::RecordingFacts{.sid = "RE1", .status = "completed", .duration = 7};
  snapshot.transcription = call::TranscriptionFacts{.sid = "TR1"};
  store.transcriptions.left_open.push_back({.sid = "TR1", .account_sid = "AC1", .snapshot = to_text(snapshot)});
  EXPECT_EQ(recovered()->transcriptions, 1);
  ASSERT_EQ(ledger.events.size(), 1U);
  EXPECT_EQ(ledger.events[0].kind, call::Event::Kind::transcription);
  EXPECT_EQ(ledger.events[0].call.auth_token, "token");
  EXPECT_EQ(ledger.events[0].transcription->status, "in-progress");
  EXPECT_EQ(ledger.events[0].promised.at(0).url, "http://app/text");
}

TEST_F(RecoveryTest, ACallbackOfATranscriptionThatWasDueIsToldAgain) {
  Snapshot snapshot;
  snapshot.facts.account_sid = "AC1";
  snapshot.callbacks = {{"http://app/text", "POST", "name"}};
  snapshot.recording = call::RecordingFacts{.sid = "RE1", .status = "completed"};
  snapshot.transcription = call::TranscriptionFacts{.sid = "TR1", .status = "completed", .text = "hello"};
  store.due_callbacks.left.push_back({"name", "CA1", to_text(snapshot), 1});
  EXPECT_TRUE(recovered());
  EXPECT_EQ(callbacks.events.at(0).transcription->text, "hello");
}

TEST_F(RecoveryTest, ARecordingWithoutAFileIsAbsent) {
  left_recording(false);
  EXPECT_TRUE(recovered());
  EXPECT_EQ(ledger.events.at(0).recording->sid, "RE1");
  EXPECT_EQ(ledger.events.at(0).recording->status, "absent");
  EXPECT_EQ(ledger.events.at(0).call.sid, "CA1");
}

TEST_F(RecoveryTest, ACallbackOfARecordingThatWasDueIsToldAgain) {
  Snapshot snapshot;
  snapshot.facts.sid = "CA1";
  snapshot.facts.account_sid = "AC1";
  snapshot.callbacks = {{"http://app/recorded", "POST", "name"}};
  snapshot.recording = call::RecordingFacts{
      .sid = "RE1", .status = "completed", .channels = 2, .started_ms = 5, .duration = 7, .error_code = 1};
  store.due_callbacks.left.push_back({"name", "CA1", to_text(snapshot), 1});
  EXPECT_TRUE(recovered());
  const auto& told = callbacks.events.at(0);
  EXPECT_EQ(told.kind, call::Event::Kind::recording);
  ASSERT_TRUE(told.recording);
  EXPECT_EQ(told.recording->status, "completed");
  EXPECT_EQ(told.recording->channels, 2);
  EXPECT_EQ(told.recording->started_ms, 5);
  EXPECT_EQ(told.recording->duration, 7);
  EXPECT_EQ(told.recording->error_code, 1);
}

TEST_F(RecoveryTest, SignsOfLifeAreWrittenEveryFewSeconds) {
  asio::co_spawn(io, heartbeat(store.signs_of_life, deadlines), asio::detached);
  deadlines.settle();
  EXPECT_EQ(store.signs_of_life.left.size(), 1U);
  deadlines.advance(heartbeat_interval);
  ASSERT_EQ(store.signs_of_life.left.size(), 2U);
  EXPECT_EQ(store.signs_of_life.left[1] - store.signs_of_life.left[0], 5'000);
}

TEST_F(RecoveryTest, ConferencesThatRanAreOverAndWhatWasDueIsToldFirst) {
  call::ConferenceEvent event{.name = "participant-join",
                              .conference = {.sid = "CF1", .account_sid = "AC1", .friendly_name = "room"}};
  event.participant = call::ParticipantFacts{.call_sid = "CA1", .muted = true};
  event.promised = {.url = "http://app/events", .events = call::conference_end};
  event.callback = event.promised;
  event.sequence = 3;
  store.conferences.left_open = {{.sid = "CF1",
                                  .account_sid = "AC1",
                                  .friendly_name = "room",
                                  .status = "in-progress",
                                  .date_created = 5,
                                  .snapshot = to_text(event)}};
  store.due_callbacks.left = {{"00000003-x", "CF1", to_text(event), 7}};
  const auto done = recovered();
  EXPECT_EQ(done->conferences, 1);
  ASSERT_EQ(room_callbacks.events.size(), 1U);
  const auto& again = room_callbacks.events.front();
  EXPECT_EQ(again.name, "participant-join");
  EXPECT_EQ(again.participant->call_sid, "CA1");
  EXPECT_TRUE(again.participant->muted);
  EXPECT_EQ(again.conference.auth_token, "token");
  EXPECT_EQ(again.due_sid, "00000003-x");
  ASSERT_EQ(rooms.events.size(), 1U);
  const auto& end = rooms.events.front();
  EXPECT_EQ(end.name, "conference-end");
  EXPECT_EQ(end.conference.status, "completed");
  EXPECT_EQ(end.conference.friendly_name, "room");
  EXPECT_EQ(end.callback->url, "http://app/events");
  EXPECT_EQ(end.sequence, 4);
  EXPECT_FALSE(end.participant);
}

}  // namespace
}  // namespace ringback::ledger
