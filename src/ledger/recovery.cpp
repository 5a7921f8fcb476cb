#include "ledger/recovery.hpp"

#include <algorithm>
#include <map>
#include <utility>

#include "base/log.hpp"
#include "call/recording.hpp"
#include "call/transcription.hpp"
#include "ledger/rows.hpp"
#include "ledger/snapshot.hpp"

namespace ringback::ledger {
namespace {

// The Auth Tokens that sign callbacks, each asked for once.
using Tokens = std::map<std::string, std::string>;

Task<Result<std::string>> token_of(store::Store& store, Tokens& tokens, std::string account_sid) {
  if (const auto known = tokens.find(account_sid); known != tokens.end()) co_return known->second;
  const auto account = co_await store.account(account_sid);
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

void end_recording(call::Journal& ledger, const store::Recording& row, Snapshot snapshot,
                   std::chrono::milliseconds length) {
  if (!snapshot.recording) {
    snapshot.facts.sid = row.call_sid;
    snapshot.facts.account_sid = row.account_sid;
    snapshot.recording = call::RecordingFacts{.sid = row.sid,
                                              .source = row.source,
                                              .track = row.track,
                                              .channels = row.channels,
                                              .started_ms = row.start_time};
  }
  auto end = call::end_of_recording(std::move(snapshot.facts), std::move(*snapshot.recording), length,
                                    std::move(snapshot.callbacks));
  auto transcription = call::begin_transcription(end.call, *end.recording);
  if (transcription) ledger.record(*std::move(transcription));
  ledger.record(std::move(end));
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

}  // namespace

Task<Result<Recovered>> recover(store::Store& store, call::Journal& ledger, call::Journal& callbacks,
                                MeasureRecording measure) {
  const auto due = co_await store.due_callbacks();
  if (!due) co_return due.error();
  const auto open = co_await store.open_calls();
  if (!open) co_return open.error();
  const auto recordings = co_await store.open_recordings();
  if (!recordings) co_return recordings.error();
  const auto transcriptions = co_await store.open_transcriptions();
  if (!transcriptions) co_return transcriptions.error();
  const auto last_life = co_await store.last_sign_of_life();
  if (!last_life) co_return last_life.error();

  Tokens tokens;
  for (const store::DueCallback& callback : *due) {
    auto snapshot = parse_snapshot(callback.event).value_or(Snapshot{});
    const auto token = co_await token_of(store, tokens, snapshot.facts.account_sid);
    if (!token) co_return token.error();
    snapshot.facts.auth_token = *token;
    callbacks.record({.kind = kind_of(snapshot),
                      .call = std::move(snapshot.facts),
                      .callbacks = std::move(snapshot.callbacks),
                      .recording = std::move(snapshot.recording),
                      .transcription = std::move(snapshot.transcription)});
  }
  for (const store::Recording& row : *recordings) {
    auto snapshot = parse_snapshot(row.snapshot).value_or(Snapshot{});
    const auto token = co_await token_of(store, tokens, row.account_sid);
    if (!token) co_return token.error();
    snapshot.facts.auth_token = *token;
    end_recording(ledger, row, std::move(snapshot), measure(row.sid));
  }
  for (const store::Transcription& row : *transcriptions) {
    auto snapshot = parse_snapshot(row.snapshot);
    if (!snapshot || !snapshot->recording || !snapshot->transcription) continue;
    const auto token = co_await token_of(store, tokens, row.account_sid);
    if (!token) co_return token.error();
    snapshot->facts.auth_token = *token;
    begin_again(ledger, *std::move(snapshot));
  }
  for (const auto& [row, text] : *open) {
    auto snapshot = parse_snapshot(text).value_or(Snapshot{facts_of(row), {}});
    const auto token = co_await token_of(store, tokens, row.account_sid);
    if (!token) co_return token.error();
    snapshot.facts.auth_token = *token;
    end_call(ledger, ended(std::move(snapshot.facts), row, last_life->value_or(0)), std::move(snapshot.callbacks));
  }
  co_return Recovered{static_cast<int>(open->size()), static_cast<int>(recordings->size()),
                      static_cast<int>(transcriptions->size()), static_cast<int>(due->size())};
}

}  // namespace ringback::ledger
