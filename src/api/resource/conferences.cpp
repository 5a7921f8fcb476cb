#include "api/resource/conferences.hpp"

#include "api/date_filter.hpp"
#include "api/error.hpp"
#include "api/listing.hpp"
#include "api/value.hpp"
#include "call/attendant.hpp"
#include "call/conferences.hpp"

namespace ringback::api::resource::conferences {
namespace {

boost::json::object to_json(const Context& context, const store::Conference& row) {
  const std::string path = "/Conferences/" + row.sid;
  return {
      {"sid", row.sid},
      {"account_sid", row.account_sid},
      {"date_created", date_value(row.date_created)},
      {"date_updated", date_value(row.date_updated)},
      {"api_version", "2010-04-01"},
      {"friendly_name", text_value(row.friendly_name)},
      {"region", "us1"},
      {"status", row.status},
      {"reason_conference_ended", text_or_null(row.reason_ended)},
      {"call_sid_ending_conference", text_or_null(row.call_sid_ending)},
      {"uri", context.uri(path)},
      {"subresource_uris", boost::json::object{{"participants", context.uri(path + "/Participants")},
                                               {"recordings", context.uri(path + "/Recordings")}}},
  };
}

Result<store::ConferenceFilter> read_filter(Context& context) {
  const auto created = read_time_range(context.form, "DateCreated");
  if (!created) return created.error();
  const auto updated = read_time_range(context.form, "DateUpdated");
  if (!updated) return updated.error();
  return store::ConferenceFilter{.friendly_name = context.form.value("FriendlyName"),
                                 .status = context.form.value("Status"),
                                 .created_from = created->from,
                                 .created_until = created->until,
                                 .updated_from = updated->from,
                                 .updated_until = updated->until};
}

Result<call::Instructions> read_announcement(Form& form) {
  call::Instructions out;
  if (auto url = read_url(form, "AnnounceUrl", out.url); !url) return url.error();
  if (auto method = read_method(form, "AnnounceMethod", out.method); !method) return method.error();
  return out;
}

// In the words of the participant who has been in it longest.
Result<void> announce(Context& context, const std::shared_ptr<call::Conference>& room, call::Instructions document) {
  const bool runs = room && room->started() && !room->participants().empty();
  auto& attendant = context.live.attendant;
  auto call = runs ? attendant.live_calls().find(room->participants().front()->facts().call_sid) : nullptr;
  if (!call) return Error{16022, "The conference does not exist or is not in progress"};
  attendant.announce(room, std::move(call), call::Attendant::Listeners::all, std::move(document));
  return {};
}

Result<void> change(Context& context, const std::shared_ptr<call::Conference>& room) {
  const std::string status = context.form.value("Status");
  if (!status.empty() && status != "completed") return invalid_parameter("Status", "not completed");
  auto document = read_announcement(context.form);
  if (!document) return document.error();
  if (status.empty() && document->url.empty()) return Error{20422, "Nothing is to be changed: Status or AnnounceUrl"};
  if (!document->url.empty() && status.empty()) return announce(context, room, *std::move(document));
  if (room) room->end_by_request();
  return {};
}

}  // namespace

Task<Result<store::Conference>> read_row(Context& context) {
  const auto read = co_await context.store.conferences().find(context.account.sid, context.sids.front());
  if (!read) co_return read.error();
  if (!*read) co_return not_found(context.path.text);
  co_return **read;
}

Task<Result<Answer>> list(Context& context) {
  const auto listing = read_listing(context);
  if (!listing) co_return listing.error();
  const auto filter = read_filter(context);
  if (!filter) co_return filter.error();
  const auto rows = co_await context.store.conferences().list(context.account.sid, *filter, listing->page);
  if (!rows) co_return rows.error();
  co_return page_answer(context, *listing, {"conferences", "Conference"}, *rows, to_json);
}

Task<Result<Answer>> fetch(Context& context) {
  const auto row = co_await read_row(context);
  if (!row) co_return row.error();
  co_return Answer{200, to_json(context, *row), "Conference", ""};
}

Task<Result<Answer>> update(Context& context) {
  const auto known = co_await read_row(context);
  if (!known) co_return known.error();
  const auto room = context.live.conferences.find(context.account.sid, context.sids.front());
  if (const auto changed = change(context, room); !changed) co_return changed.error();
  co_await context.live.conferences.flush(context.sids.front());
  const auto row = co_await read_row(context);
  if (!row) co_return row.error();
  co_return Answer{200, to_json(context, *row), "Conference", ""};
}

}  // namespace ringback::api::resource::conferences
