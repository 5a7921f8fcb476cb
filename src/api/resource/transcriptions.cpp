#include "api/resource/transcriptions.hpp"

#include "api/error.hpp"
#include "api/listing.hpp"
#include "api/value.hpp"
#include "base/sid.hpp"
#include "store/transcriptions.hpp"

namespace ringback::api::resource::transcriptions {
namespace {

// Of a path below a recording; else empty.
std::string recording_sid(const Context& context) {
  return !context.sids.empty() && is_sid(context.sids.front(), "RE") ? context.sids.front() : std::string();
}

boost::json::object to_json(const Context& context, const store::Transcription& row) {
  const auto recording = recording_sid(context);
  const std::string below = recording.empty() ? "" : "/Recordings/" + recording;
  return {
      {"account_sid", row.account_sid},
      {"api_version", "2010-04-01"},
      {"date_created", date_value(row.date_created)},
      {"date_updated", date_value(row.date_updated)},
      {"duration", std::to_string(row.duration)},
      {"price", nullptr},
      {"price_unit", "USD"},
      {"recording_sid", row.recording_sid},
      {"sid", row.sid},
      {"status", row.status},
      {"transcription_text", text_value(row.transcription_text)},
      {"type", "fast"},
      {"uri", context.uri(below + "/Transcriptions/" + row.sid)},
  };
}

Task<Result<store::Transcription>> find(Context& context) {
  const auto row = co_await context.store.transcriptions().find(context.account.sid, context.sids.back());
  if (!row) co_return row.error();
  const auto recording = recording_sid(context);
  const bool known = *row && (recording.empty() || (*row)->recording_sid == recording);
  if (!known) co_return not_found(context.path.text);
  co_return **row;
}

}  // namespace

Task<Result<Answer>> list(Context& context) {
  const auto listing = read_listing(context);
  if (!listing) co_return listing.error();
  const auto rows =
      co_await context.store.transcriptions().list(context.account.sid, {recording_sid(context)}, listing->page);
  if (!rows) co_return rows.error();
  co_return page_answer(context, *listing, {"transcriptions", "Transcription"}, *rows, to_json);
}

Task<Result<Answer>> fetch(Context& context) {
  const auto row = co_await find(context);
  if (!row) co_return row.error();
  if (context.path.format != Format::txt) co_return Answer{200, to_json(context, *row), "Transcription", ""};
  Answer answer;
  answer.sound = http::Response{200, {{"Content-Type", "text/plain; charset=utf-8"}}, row->transcription_text};
  co_return answer;
}

Task<Result<Answer>> remove(Context& context) {
  const auto row = co_await find(context);
  if (!row) co_return row.error();
  if (row->status == "in-progress") co_return Error{20409, "The transcription is not completed yet"};
  const auto removed = co_await context.store.transcriptions().remove(row->sid);
  if (!removed) co_return removed.error();
  co_return Answer{204, {}, "", ""};
}

}  // namespace ringback::api::resource::transcriptions
