#include "ledger/recovery.hpp"

#include <algorithm>
#include <map>
#include <utility>

#include "base/log.hpp"
#include "call/recording.hpp"
#include "call/transcription.hpp"
#include "ledger/conference_snapshot.hpp"
#include "ledger/rows.hpp"
#include "ledger/snapshot.hpp"
#include "store/calls.hpp"
#include "store/conferences.hpp"
#include "store/recordings.hpp"
#include "store/transcriptions.hpp"

namespace ringback::ledger {
namespace {

// The Auth Tokens that sign callbacks, each asked for once.
using Tokens = std::map<std::string, std::string>;

Task<Result<std::string>> token_of(store::Accounts& accounts, Tokens& tokens, std::string account_sid) {
  if (const auto known = tokens.find(account_sid); known != tokens.end()) co_return known->second;
  const auto account = co_await accounts.find(account_sid);
  if (!account) co_return account.error();
  std::string token = *account ? (*account)->auth_token : std::string();
  tokens.emplace(account_sid, token);
  co_return token;
}

// Nobody knows better when it ended than the server's last sign of life.
call::Facts ended(call::Facts facts, const store::Call& row, store::Millis last_life) {
  facts.status = row.status == "in-progress" ? "completed" : "failed";
  facts.ended_ms = std::max({row.date_created, row.date_updated, row.start_time, row.answer_time, last_life});
  return facts;
}

void end_call(call::Journal& ledger, call::Facts facts, std::vector<call::Callback> callbacks) {
  call::Notice notice{.code = 20500, .warning = false, .text = "The server ended while the call was up"};
  ledger.record({.kind = call::Event::Kind::notice, .call = facts, .notice = std::move(notice)});
  ledger.record({.kind = call::Event::Kind::ended, .call = std::move(facts), .callbacks = std::move(callbacks)});
}

call::RecordingFacts end_recording(call::Journal& ledger, const store::Recording& row, Snapshot snapshot,
                                   std::chrono::milliseconds length) {
  if (!snapshot.recording) {
    snapshot.facts.sid = row.call_sid;
    snapshot.facts.account_sid = row.account_sid;
    snapshot.recording = call::RecordingFacts{.sid = row.sid,
                                              .source = row.source,
                                              .track = row.track,
                                              .channels = row.channels,
                                              .started_ms = row.start_time,
                                              .conference_sid = row.conference_sid};
  }
  auto end = call::end_of_recording(std::move(snapshot.facts), std::move(*snapshot.recording), length,
                                    std::move(snapshot.callbacks));
  auto transcription = call::begin_transcription(end.call, *end.recording);
  if (transcription) ledger.record(*std::move(transcription));
  auto facts = *end.recording;
  ledger.record(std::move(end));
  return facts;
}

// What the snapshot of something that must be told (again) says of its kind.
call::Event::Kind kind_of(const Snapshot& snapshot) {
  if (snapshot.transcription) return call::Event::Kind::transcription;
  return snapshot.recording ? call::Event::Kind::recording : call::Event::Kind::ended;
}

// The ledger passes it on to whoever writes it down.
void begin_again(call::Journal& ledger, Snapshot snapshot) {
  ledger.record({.kind = call::Event::Kind::transcription,
                 .call = std::move(snapshot.facts),
                 .promised = std::move(snapshot.callbacks),
                 .recording = std::move(snapshot.recording),
                 .transcription = std::move(snapshot.transcription)});
}

// Whoever was in it has been cut off; nobody knows who was the last.
void end_conference(call::ConferenceJournal& ledger, const store::Conference& row, call::ConferenceEvent event,
                    store::Millis last_life) {
  auto& facts = event.conference;
  facts = {.sid = row.sid,
           .account_sid = row.account_sid,
           .auth_token = std::move(facts.auth_token),
           .friendly_name = row.friendly_name,
           .status = "completed",
           .reason_ended = "last-participant-left",
           .created_ms = row.date_created};
  event.name = "conference-end";
  event.participant.reset();
  event.callback.reset();
  event.recording.reset();
  event.announce_url.clear();
  event.due_sid.clear();
  event.at_ms = std::max(row.date_updated, last_life);
  if (!event.promised.url.empty() && (event.promised.events & call::conference_end) != 0) {
    event.callback = event.promised;
    ++event.sequence;
  }
  ledger.record(std::move(event));
}

// What was due when the program ended.
Task<Result<void>> tell_again(store::Accounts& accounts, Tokens& tokens, Recipients to, const store::DueCallback& due) {
  auto event = parse_conference_event(due.event);
  auto snapshot = parse_snapshot(due.event).value_or(Snapshot{});
  const auto token =
      co_await token_of(accounts, tokens, event ? event->conference.account_sid : snapshot.facts.account_sid);
  if (!token) co_return token.error();
  if (event) {
    event->conference.auth_token = *token;
    event->due_sid = due.sid;
    to.conference_callbacks.record(std::move(*event));
    co_return Result<void>();
  }
  snapshot.facts.auth_token = *token;
  to.callbacks.record({.kind = kind_of(snapshot),
                       .call = std::move(snapshot.facts),
                       .callbacks = std::move(snapshot.callbacks),
                       .recording = std::move(snapshot.recording),
                       .transcription = std::move(snapshot.transcription)});
  co_return Result<void>();
}

}  // namespace

Task<Result<Recovered>> recover(Remains remains, Recipients to, MeasureRecording measure) {
  const auto due = co_await remains.tables.due_callbacks.list();
  if (!due) co_return due.error();
  const auto open = co_await remains.tables.calls.open();
  if (!open) co_return open.error();
  const auto recordings = co_await remains.tables.recordings.open();
  if (!recordings) co_return recordings.error();
  const auto conferences = co_await remains.tables.conferences.open();
  if (!conferences) co_return conferences.error();
  const auto transcriptions = co_await remains.tables.transcriptions.open();
  if (!transcriptions) co_return transcriptions.error();
  const auto last_life = co_await remains.signs_of_life.last();
  if (!last_life) co_return last_life.error();

  Tokens tokens;
  for (const store::DueCallback& callback : *due) {
    const auto told = co_await tell_again(remains.accounts, tokens, to, callback);
    if (!told) co_return told.error();
  }
  std::map<std::string, call::RecordingFacts> ordered;  // by the call whose order asked for it
  for (const store::Recording& row : *recordings) {
    auto snapshot = parse_snapshot(row.snapshot).value_or(Snapshot{});
    const auto token = co_await token_of(remains.accounts, tokens, row.account_sid);
    if (!token) co_return token.error();
    snapshot.facts.auth_token = *token;
    auto facts = end_recording(to.ledger, row, std::move(snapshot), measure(row.sid));
    if (row.source == "OutboundAPI") ordered.emplace(row.call_sid, std::move(facts));
  }
  for (const store::Transcription& row : *transcriptions) {
    auto snapshot = parse_snapshot(row.snapshot);
    if (!snapshot || !snapshot->recording || !snapshot->transcription) continue;
    const auto token = co_await token_of(remains.accounts, tokens, row.account_sid);
    if (!token) co_return token.error();
    snapshot->facts.auth_token = *token;
    begin_again(to.ledger, *std::move(snapshot));
  }
  for (const auto& [row, text] : *open) {
    auto snapshot = parse_snapshot(text).value_or(Snapshot{facts_of(row), {}});
    const auto token = co_await token_of(remains.accounts, tokens, row.account_sid);
    if (!token) co_return token.error();
    snapshot.facts.auth_token = *token;
    if (const auto recorded = ordered.find(row.sid); recorded != ordered.end()) {
      call::name_recording(snapshot.facts, recorded->second);
    }
    end_call(to.ledger, ended(std::move(snapshot.facts), row, last_life->value_or(0)), std::move(snapshot.callbacks));
  }
  // After the callbacks that were due: in their order.
  for (const store::Conference& row : *conferences) {
    auto event = parse_conference_event(row.snapshot).value_or(call::ConferenceEvent{});
    const auto token = co_await token_of(remains.accounts, tokens, row.account_sid);
    if (!token) co_return token.error();
    event.conference.auth_token = *token;
    end_conference(to.conference_ledger, row, std::move(event), last_life->value_or(0));
  }
  co_return Recovered{static_cast<int>(open->size()), static_cast<int>(conferences->size()),
                      static_cast<int>(recordings->size()), static_cast<int>(transcriptions->size()),
                      static_cast<int>(due->size())};
}

}  // namespace ringback::ledger
