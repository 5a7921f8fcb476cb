#include <algorithm>

#include "api/error.hpp"
#include "api/resource/recording_order.hpp"
#include "api/resource/recordings.hpp"
#include "call/attendant.hpp"
#include "call/recording.hpp"

// Recordings of calls that are up: started, paused and stopped.
namespace ringback::api::resource::recordings {
namespace {

constexpr std::string_view source_of_api = "StartCallRecordingAPI";

// nullptr if it is not up.
Task<Result<std::shared_ptr<call::Call>>> find_call(Context& context) {
  const auto row = co_await context.store.call(context.account.sid, context.sids.front());
  if (!row) co_return row.error();
  if (!*row) co_return not_found(context.path.text);
  auto call = context.live.attendant.live_calls().find(context.sids.front());
  if (call && call->over()) call.reset();
  co_return call;
}

call::Recording* find_running(const call::Call& call, auto matches) {
  const auto found = std::find_if(call.recordings().begin(), call.recordings().end(), matches);
  return found == call.recordings().end() ? nullptr : *found;
}

// The record, with the status that the request has led to: it may be further by now.
Task<Result<Answer>> answer_of(Context& context, int http_status, std::string sid, std::string status) {
  co_await context.live.recordings.stored(context.sids.front());
  auto row = co_await context.store.recording(context.account.sid, sid);
  if (!row) co_return row.error();
  if (!*row) co_return not_found(context.path.text);
  (*row)->status = std::move(status);
  co_return Answer{http_status, to_json(context, **row), "Recording", ""};
}

Task<Result<Answer>> answer_of(Context& context, int http_status, const call::Recording& recording) {
  return answer_of(context, http_status, recording.facts().sid, recording.facts().status);
}

Result<std::string> read_status(Form& form) {
  auto status = form.value("Status");
  if (status == "in-progress" || status == "paused" || status == "stopped") return status;
  return invalid_parameter("Status", "in-progress, paused or stopped");
}

Result<media::Recorder::Pause> read_pause(Form& form) {
  using Pause = media::Recorder::Pause;
  const auto behavior = form.value("PauseBehavior");
  if (behavior == "skip") return Pause::skip;
  if (behavior.empty() || behavior == "silence") return Pause::silence;
  return invalid_parameter("PauseBehavior", "skip or silence");
}

Result<std::string> change(Form& form, call::Recording& recording) {
  const auto status = read_status(form);
  if (!status) return status.error();
  const auto pause = read_pause(form);
  if (!pause) return pause.error();
  if (*status == "stopped") {
    recording.end();
  } else if (*status == "paused") {
    recording.pause(*pause);
  } else {
    recording.resume();
  }
  return *status;
}

// What has been stopped stays so.
Task<Result<Answer>> update_stopped(Context& context) {
  const auto row = co_await context.store.recording(context.account.sid, context.sids.back());
  if (!row) co_return row.error();
  const bool known = *row && (*row)->call_sid == context.sids.front() && (*row)->status != "deleted";
  if (!known) co_return not_found(context.path.text);
  const auto status = read_status(context.form);
  if (!status) co_return status.error();
  if (*status != "stopped") co_return invalid_parameter("Status", "the recording has been stopped");
  co_return Answer{200, to_json(context, **row), "Recording", ""};
}

Task<Result<Answer>> update_running(Context& context, call::Recording& recording) {
  const std::string sid = recording.facts().sid;
  const auto status = change(context.form, recording);  // which may be the last of it
  if (!status) co_return status.error();
  const auto answer = co_await answer_of(context, 200, sid, *status);
  co_return answer;
}

}  // namespace

Task<Result<Answer>> create(Context& context) {
  auto order = read_recording_order(context.form, std::string(source_of_api), "do-not-trim");
  const auto call = co_await find_call(context);
  if (!call) co_return call.error();
  if (!order) co_return order.error();
  if (!*call || !(*call)->answered()) {
    co_return Error{21220, "Requested resource is not eligible for recording"};
  }
  const auto by_api = [](const call::Recording* one) { return one->facts().source == source_of_api; };
  if (const auto* running = find_running(**call, by_api)) {
    const auto answer = co_await answer_of(context, 200, *running);
    co_return answer;
  }
  auto recording = std::make_unique<call::Recording>(context.live.recordings, **call, *std::move(order));
  const auto facts = recording->facts();
  (*call)->keep(std::move(recording));
  const auto answer = co_await answer_of(context, 201, facts.sid, facts.status);
  co_return answer;
}

Task<Result<Answer>> update(Context& context) {
  const auto call = co_await find_call(context);
  if (!call) co_return call.error();
  const std::string sid = context.sids.back();
  const auto is_it = [&sid](const call::Recording* one) { return one->facts().sid == sid; };
  auto* recording = *call ? find_running(**call, is_it) : nullptr;
  const auto answer = co_await (recording ? update_running(context, *recording) : update_stopped(context));
  co_return answer;
}

Task<Result<Answer>> update_current(Context& context) {
  const auto call = co_await find_call(context);
  if (!call) co_return call.error();
  if (!*call || (*call)->recordings().empty()) co_return not_found(context.path.text);
  if ((*call)->recordings().size() > 1) co_return Error{16108, "The call has more than one recording that runs"};
  const auto answer = co_await update_running(context, *(*call)->recordings().front());
  co_return answer;
}

}  // namespace ringback::api::resource::recordings
