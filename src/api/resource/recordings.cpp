#include "api/resource/recordings.hpp"

#include "api/date_filter.hpp"
#include "api/error.hpp"
#include "api/listing.hpp"
#include "api/resource/recording_sound.hpp"
#include "api/value.hpp"
#include "base/sid.hpp"
#include "call/recording.hpp"
#include "store/recordings.hpp"

namespace ringback::api::resource::recordings {
namespace {

// Of a path below a call, or a conference; else empty.
std::string parent_sid(const Context& context, std::string_view prefix) {
  return !context.sids.empty() && is_sid(context.sids.front(), prefix) ? context.sids.front() : std::string();
}
std::string call_sid(const Context& context) {
  return parent_sid(context, "CA");
}
std::string conference_sid(const Context& context) {
  return parent_sid(context, "CF");
}

boost::json::value duration(const store::Recording& row) {
  if (row.open()) return nullptr;
  return boost::json::string(std::to_string(row.duration));
}

boost::json::value error_code(const store::Recording& row) {
  if (row.error_code == 0) return nullptr;
  return row.error_code;
}

boost::json::object common_members(const store::Recording& row) {
  return {
      {"account_sid", row.account_sid},
      {"api_version", "2010-04-01"},
      {"call_sid", text_or_null(row.call_sid)},
      {"conference_sid", text_or_null(row.conference_sid)},
      {"date_created", date_value(row.date_created)},
      {"date_updated", date_value(row.date_updated)},
      {"start_time", date_value(row.start_time)},
      {"duration", duration(row)},
      {"sid", row.sid},
      {"price", nullptr},
      {"price_unit", "USD"},
      {"status", row.status},
      {"channels", row.channels},
      {"source", row.source},
      {"error_code", error_code(row)},
      {"encryption_details", nullptr},
  };
}

Result<store::RecordingFilter> read_filter(Context& context) {
  store::RecordingFilter filter;
  filter.call_sid = call_sid(context);
  filter.conference_sid = conference_sid(context);
  if (context.sids.empty()) {
    filter.call_sid = context.form.value("CallSid");
    filter.conference_sid = context.form.value("ConferenceSid");
    filter.deleted = context.form.flag("IncludeSoftDeleted");
  }
  const auto created = read_time_range(context.form, "DateCreated");
  if (!created) return created.error();
  filter.created_from = created->from;
  filter.created_until = created->until;
  return filter;
}

Task<Result<store::Recording>> find(Context& context, bool deleted_too) {
  const auto row = co_await context.store.recordings().find(context.account.sid, context.sids.back());
  if (!row) co_return row.error();
  const auto call = call_sid(context);
  const auto conference = conference_sid(context);
  const bool known = *row && (call.empty() || (*row)->call_sid == call) &&
                     (conference.empty() || (*row)->conference_sid == conference);
  if (!known || ((*row)->status == "deleted" && !deleted_too)) co_return not_found(context.path.text);
  co_return **row;
}

}  // namespace

boost::json::object to_json(const Context& context, const store::Recording& row) {
  auto out = common_members(row);
  if (const auto call = call_sid(context); !call.empty()) {
    out.emplace("track", row.track);
    out.emplace("uri", context.uri("/Calls/" + call + "/Recordings/" + row.sid));
    return out;
  }
  if (const auto conference = conference_sid(context); !conference.empty()) {
    out.emplace("uri", context.uri("/Conferences/" + conference + "/Recordings/" + row.sid));
    return out;
  }
  const std::string path = "/Recordings/" + row.sid;
  out.emplace("uri", context.uri(path));
  out.emplace("subresource_uris", boost::json::object{{"add_on_results", context.uri(path + "/AddOnResults")},
                                                      {"transcriptions", context.uri(path + "/Transcriptions")}});
  out.emplace("media_url", context.live.recordings.url(row.account_sid, row.sid));
  return out;
}

Task<Result<Answer>> list(Context& context) {
  const auto listing = read_listing(context);
  if (!listing) co_return listing.error();
  const auto filter = read_filter(context);
  if (!filter) co_return filter.error();
  const auto rows = co_await context.store.recordings().list(context.account.sid, *filter, listing->page);
  if (!rows) co_return rows.error();
  co_return page_answer(context, *listing, {"recordings", "Recording"}, *rows, to_json);
}

Task<Result<Answer>> fetch(Context& context) {
  const bool deleted_too = context.form.flag("IncludeSoftDeleted") && !context.path.sound();
  const auto row = co_await find(context, deleted_too);
  if (!row) co_return row.error();
  if (context.path.sound()) {
    Result<Answer> sound = co_await sound_of(context, *row);
    co_return sound;
  }
  co_return Answer{200, to_json(context, *row), "Recording", ""};
}

// The row stays for those who ask for what was deleted.
Task<Result<Answer>> remove(Context& context) {
  auto row = co_await find(context, false);
  if (!row) co_return row.error();
  if (row->open()) co_return Error{20409, "The recording is not completed yet"};
  row->status = "deleted";
  row->date_updated = context.now();
  const auto saved = co_await context.store.recordings().save(*row, {});
  if (!saved) co_return saved.error();
  co_await remove_sound(context, *row);
  co_return Answer{204, {}, "", ""};
}

}  // namespace ringback::api::resource::recordings
