#include "ledger/rows.hpp"

#include <cmath>

#include "base/sid.hpp"
#include "store/transcriptions.hpp"

namespace ringback::ledger {
namespace {

std::int64_t microseconds(double ms) {
  return std::llround(ms * 1000);
}

std::int64_t hundredths(double mos) {
  return std::llround(mos * 100);
}

store::CallQuality quality_columns(const media::Quality& quality) {
  const auto& received = quality.received;
  const auto& sent = quality.sent;
  return {.packets_received = static_cast<std::int64_t>(received.packets),
          .packets_received_lost = static_cast<std::int64_t>(received.lost),
          .received_jitter_us = microseconds(received.jitter_ms),
          .received_mos = hundredths(received.mos),
          .packets_sent = static_cast<std::int64_t>(sent.packets),
          .packets_sent_lost = static_cast<std::int64_t>(sent.lost),
          .sent_jitter_us = microseconds(sent.jitter_ms),
          .sent_mos = hundredths(sent.mos),
          .round_trip_us = microseconds(quality.round_trip_ms)};
}

}  // namespace

store::Call call_row(const call::Facts& facts, store::Millis now) {
  store::Call row;
  row.sid = facts.sid;
  row.account_sid = facts.account_sid;
  row.parent_call_sid = facts.parent_sid;
  row.to = facts.to;
  row.from = facts.from;
  row.phone_number_sid = facts.phone_number_sid;
  row.status = facts.status;
  row.direction = facts.direction;
  row.forwarded_from = facts.forwarded_from;
  row.date_created = facts.created_ms;
  row.date_updated = now;
  // A call rings or dials from its first moment, unless it has to queue for its turn.
  if (facts.status != "queued") row.start_time = facts.created_ms;
  row.answer_time = facts.answered_ms;
  row.end_time = facts.ended_ms;
  row.quality = quality_columns(facts.quality);
  return row;
}

call::Facts facts_of(const store::Call& row) {
  call::Facts facts;
  facts.sid = row.sid;
  facts.account_sid = row.account_sid;
  facts.parent_sid = row.parent_call_sid;
  facts.to = row.to;
  facts.called = row.to;
  facts.from = row.from;
  facts.phone_number_sid = row.phone_number_sid;
  facts.status = row.status;
  facts.direction = row.direction;
  facts.forwarded_from = row.forwarded_from;
  facts.created_ms = row.date_created;
  facts.answered_ms = row.answer_time;
  facts.ended_ms = row.end_time;
  return facts;
}

store::Recording recording_row(const call::Facts& facts, const call::RecordingFacts& recording, store::Millis now) {
  return {.sid = recording.sid,
          .account_sid = facts.account_sid,
          .call_sid = facts.sid,
          .conference_sid = recording.conference_sid,
          .status = recording.status,
          .source = recording.source,
          .track = recording.track,
          .channels = recording.channels,
          .duration = static_cast<int>(recording.duration),
          .error_code = recording.error_code,
          .start_time = recording.started_ms,
          .date_created = recording.started_ms,
          .date_updated = now,
          .snapshot = {}};
}

store::Transcription transcription_row(const call::Event& event, store::Millis now) {
  const auto& [sid, status, text, started_ms] = *event.transcription;
  return {.sid = sid,
          .account_sid = event.call.account_sid,
          .recording_sid = event.recording->sid,
          .status = status,
          .transcription_text = text,
          .duration = static_cast<int>(event.recording->duration),
          .date_created = started_ms,
          .date_updated = now};
}

store::Notification notification_row(const call::Facts& facts, const call::Notice& notice, store::Millis now) {
  store::Notification row;
  row.sid = make_sid("NO");
  row.account_sid = facts.account_sid;
  row.call_sid = facts.sid;
  row.error_code = notice.code;
  row.warning = notice.warning;
  row.message_text = notice.text;
  row.request_url = notice.url;
  row.request_method = notice.method;
  row.message_date = now;
  return row;
}

}  // namespace ringback::ledger
