#include "api/resource/live_verbs.hpp"

#include "api/error.hpp"
#include "store/calls.hpp"

namespace ringback::api::resource::live_verbs {
namespace {

Task<Result<store::Call>> read_call(Context& context) {
  const auto read = co_await context.store.calls().find(context.account.sid, context.sids.front());
  if (!read) co_return read.error();
  if (!*read) co_return not_found(context.path.text);
  co_return **read;
}

// `why` is asked only of a call that could have it.
Task<Result<Answer>> refuse(Context& context, Error (*why)(Form&)) {
  const auto call = co_await read_call(context);
  if (!call) co_return call.error();
  if (call->status != "in-progress") co_return Error{21220, "Call is not in-progress. It is " + call->status + "."};
  co_return why(context.form);
}

Error no_streams(Form&) {
  return {20422, "Media streams are not provided by this server"};
}

// There it names an add-on, here it would name a recorder of the configuration, which has none.
Error no_connector(Form& form) {
  return invalid_parameter("ConnectorName", "no recorder of this server: " + form.value("ConnectorName"));
}

Error no_engine(Form&) {
  return {20422, "No engine is configured that would transcribe a call while it runs"};
}

}  // namespace

Task<Result<Answer>> create_stream(Context& context) {
  return refuse(context, no_streams);
}

Task<Result<Answer>> create_siprec(Context& context) {
  return refuse(context, no_connector);
}

Task<Result<Answer>> create_transcription(Context& context) {
  return refuse(context, no_engine);
}

Task<Result<Answer>> update(Context& context) {
  const auto call = co_await read_call(context);
  if (!call) co_return call.error();
  co_return not_found(context.path.text);
}

}  // namespace ringback::api::resource::live_verbs
