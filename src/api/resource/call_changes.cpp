#include "api/error.hpp"
#include "api/resource/call_events.hpp"
#include "api/resource/call_order.hpp"
#include "api/resource/calls.hpp"
#include "call/attendant.hpp"
#include "store/calls.hpp"

// Calls that are made, and changes of those that are up.
namespace ringback::api::resource::calls {
namespace {

Error wrong_state(const std::string& what) {
  return {21220, "Call is not in-progress. Cannot " + what + "."};
}

Task<Result<store::Call>> read_row(Context& context, std::string sid) {
  const auto read = co_await context.store.calls().find(context.account.sid, sid);
  if (!read) co_return read.error();
  if (!*read) co_return not_found(context.path.text);
  co_return **read;
}

Result<void> end(call::Call& call, const std::string& status) {
  const bool inbound = call.facts().direction == "inbound";
  if (call.answered()) {
    if (status == "completed") call.terminate(call::Cause::hangup);
    return {};
  }
  if (status == "canceled" && inbound) return wrong_state("cancel");
  call.terminate(inbound ? call::Cause::no_answer : call::Cause::cancelled);
  return {};
}

Result<void> redirect(call::Call& call, const call::Instructions& instructions) {
  const bool document = !instructions.url.empty() || !instructions.twiml.empty();
  if (!document && instructions.fallback_url.empty()) return {};
  const bool ready = call.answered() || call.facts().direction == "inbound";
  if (!ready || !call.redirect(instructions)) return wrong_state("redirect");
  return {};
}

// Status wins over a new document.
Result<void> change(Form& form, call::Call& call) {
  std::vector<call::Notice> notices;
  const auto instructions = read_instructions(form, notices);
  if (!instructions) return instructions.error();
  const auto callbacks = read_callbacks(form, notices);
  if (!callbacks) return callbacks.error();
  const std::string status = form.value("Status");
  if (!status.empty() && status != "completed" && status != "canceled") {
    return invalid_parameter("Status", "neither completed nor canceled");
  }
  const auto limit = read_time_limit(form);
  if (!limit) return limit.error();
  if (*limit) call.limit(**limit);
  if (!callbacks->empty()) call.replace_callbacks(*callbacks);
  for (const call::Notice& notice : notices) call.notice(notice);
  return status.empty() ? redirect(call, *instructions) : end(call, status);
}

}  // namespace

Task<Result<Answer>> create(Context& context) {
  auto order = co_await read_order(context);
  if (!order) co_return order.error();
  const std::string sid = order->facts.sid;
  const auto placed = co_await context.live.attendant.place(*std::move(order));
  if (!placed) co_return placed.error();
  auto row = co_await read_row(context, sid);
  if (!row) co_return row.error();
  co_await call_events::note(context, sid, 201);
  // It may be further by now; whoever has made it is told that it is in the queue.
  row->status = "queued";
  row->start_time = row->answer_time = row->end_time = 0;
  co_return Answer{201, to_json(context, *row), "Call", ""};
}

Task<Result<Answer>> update(Context& context) {
  const std::string& sid = context.sids.front();
  const auto row = co_await read_row(context, sid);
  if (!row) co_return row.error();
  const auto call = context.live.attendant.live_calls().find(sid);
  if (!call || call->over()) co_return wrong_state("redirect");
  if (const auto changed = change(context.form, *call); !changed) co_return changed.error();
  co_await call_events::note(context, sid, 200);
  co_return Answer{200, to_json(context, *row), "Call", ""};
}

}  // namespace ringback::api::resource::calls
