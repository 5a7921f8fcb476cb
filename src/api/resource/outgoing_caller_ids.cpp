#include "api/resource/outgoing_caller_ids.hpp"

#include "api/resource/rows.hpp"
#include "api/value.hpp"
#include "base/phone_number.hpp"
#include "store/outgoing_caller_ids.hpp"

namespace ringback::api::resource::outgoing_caller_ids {
namespace {

using store::OutgoingCallerId;

store::OutgoingCallerIds& rows(const Context& context) {
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

}  // namespace

Task<Result<Answer>> list(Context& context) {
  const std::string number = context.form.value("PhoneNumber");
  const auto e164 = to_e164(number, context.options.default_region);
  store::OutgoingCallerIdFilter filter{e164 ? *e164 : number, context.form.value("FriendlyName")};
  return list_rows(context, rows(context), std::move(filter), {"outgoing_caller_ids", "OutgoingCallerId"}, to_json);
}

Task<Result<Answer>> fetch(Context& context) {
  const auto row = co_await find_row(context, rows(context), context.sids.front());
  if (!row) co_return row.error();
  co_return answer(context, *row);
}

Task<Result<Answer>> update(Context& context) {
  auto row = co_await find_row(context, rows(context), context.sids.front());
  if (!row) co_return row.error();
  if (const auto read = read_friendly_name(context.form, row->friendly_name); !read) co_return read.error();
  if (row->friendly_name.empty()) row->friendly_name = formatted_number(row->phone_number);
  row->date_updated = context.now();
  const auto saved = co_await rows(context).save(*row);
  if (!saved) co_return saved.error();
  co_return answer(context, *row);
}

Task<Result<Answer>> remove(Context& context) {
  return remove_row(context, rows(context), context.sids.front());
}

}  // namespace ringback::api::resource::outgoing_caller_ids
