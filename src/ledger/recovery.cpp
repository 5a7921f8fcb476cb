#include "ledger/recovery.hpp"

#include <algorithm>
#include <map>
#include <utility>

#include "base/log.hpp"
#include "call/recording.hpp"
#include "ledger/rows.hpp"
#include "ledger/snapshot.hpp"
#include "store/calls.hpp"
#include "store/recordings.hpp"

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
  ledger.record(call::end_of_recording(std::move(snapshot.facts), std::move(*snapshot.recording), length,
                                       std::move(snapshot.callbacks)));
}

}  // namespace

Task<Result<Recovered>> recover(Remains remains, call::Journal& ledger, call::Journal& callbacks,
                                MeasureRecording measure) {
  const auto due = co_await remains.tables.due_callbacks.list();
  if (!due) co_return due.error();
  const auto open = co_await remains.tables.calls.open();
  if (!open) co_return open.error();
  const auto recordings = co_await remains.tables.recordings.open();
  if (!recordings) co_return recordings.error();
  const auto last_life = co_await remains.signs_of_life.last();
  if (!last_life) co_return last_life.error();

  Tokens tokens;
  for (const store::DueCallback& callback : *due) {
    auto snapshot = parse_snapshot(callback.event).value_or(Snapshot{});
    const auto token = co_await token_of(remains.accounts, tokens, snapshot.facts.account_sid);
    if (!token) co_return token.error();
    snapshot.facts.auth_token = *token;
    callbacks.record({.kind = snapshot.recording ? call::Event::Kind::recording : call::Event::Kind::ended,
                      .call = std::move(snapshot.facts),
                      .callbacks = std::move(snapshot.callbacks),
                      .recording = std::move(snapshot.recording)});
  }
  for (const store::Recording& row : *recordings) {
    auto snapshot = parse_snapshot(row.snapshot).value_or(Snapshot{});
    const auto token = co_await token_of(remains.accounts, tokens, row.account_sid);
    if (!token) co_return token.error();
    snapshot.facts.auth_token = *token;
    end_recording(ledger, row, std::move(snapshot), measure(row.sid));
  }
  for (const auto& [row, text] : *open) {
    auto snapshot = parse_snapshot(text).value_or(Snapshot{facts_of(row), {}});
    const auto token = co_await token_of(remains.accounts, tokens, row.account_sid);
    if (!token) co_return token.error();
    snapshot.facts.auth_token = *token;
    end_call(ledger, ended(std::move(snapshot.facts), row, last_life->value_or(0)), std::move(snapshot.callbacks));
  }
  co_return Recovered{static_cast<int>(open->size()), static_cast<int>(recordings->size()),
                      static_cast<int>(due->size())};
}

}  // namespace ringback::ledger
