#include "api/resource/outgoing_caller_ids.hpp"

#include "api/resource/rows.hpp"
#include "api/value.hpp"
#include "base/phone_number.hpp"

namespace ringback::api::resource::outgoing_caller_ids {
namespace {

using store::OutgoingCallerId;

store::Collection<OutgoingCallerId>& rows(const Context& context) {
  return context.store.outgoing_caller_ids();
}

boost::json::object to_json(const Context& context, const OutgoingCallerId& row) {
  return {
      {"sid", row.sid},
      {"date_created", date_value(row.date_created)},
      {"date_updated", date_value(row.date_updated)},
      {"friendly_name", text_value(row.friendly_name)},
      {"account_sid", row.account_sid},
      {"phone_number", row.phone_number},
      {"uri", context.uri("/OutgoingCallerIds/" + row.sid)},
  };
}

Answer answer(const Context& context, const OutgoingCallerId& row) {
  return {200, to_json(context, row), "OutgoingCallerId", ""};
}

store::Match in_path(const Context& context) {
  return {{"sid", context.sids.front()}};
}

}  // namespace

Task<Result<Answer>> list(Context& context) {
  store::Match match;
  const std::string number = context.form.value("PhoneNumber");
  const std::string name = context.form.value("FriendlyName");
  if (!number.empty()) {
    const auto e164 = to_e164(number, context.options.default_region);
    match.emplace_back("phone_number", e164 ? *e164 : number);
  }
  if (!name.empty()) match.emplace_back("friendly_name", name);
  return list_rows(context, rows(context), std::move(match), {"outgoing_caller_ids", "OutgoingCallerId"}, to_json);
}

Task<Result<Answer>> fetch(Context& context) {
  const auto row = co_await find_row(context, rows(context), in_path(context));
  if (!row) co_return row.error();
  co_return answer(context, *row);
}

Task<Result<Answer>> update(Context& context) {
  auto row = co_await find_row(context, rows(context), in_path(context));
  if (!row) co_return row.error();
  if (const auto read = read_friendly_name(context.form, row->friendly_name); !read) co_return read.error();
  if (row->friendly_name.empty()) row->friendly_name = formatted_number(row->phone_number);
  row->date_updated = context.now();
  const auto saved = co_await rows(context).save(*row, {});
  if (!saved) co_return saved.error();
  co_return answer(context, *row);
}

Task<Result<Answer>> remove(Context& context) {
  return remove_row(context, rows(context), in_path(context));
}

}  // namespace ringback::api::resource::outgoing_caller_ids
