#include <algorithm>

#include "api/error.hpp"
#include "api/resource/conferences.hpp"
#include "api/resource/recording_order.hpp"
#include "api/resource/recordings.hpp"
#include "base/sid.hpp"
#include "call/attendant.hpp"
#include "call/conferences.hpp"
#include "call/recording.hpp"
#include "store/calls.hpp"
#include "store/recordings.hpp"

// Recordings of calls that are up, started, paused and stopped, and of conferences that run.
namespace ringback::api::resource::recordings {
namespace {

constexpr std::string_view source_of_api = "StartCallRecordingAPI";

// nullptr if it is not up.
Task<Result<std::shared_ptr<call::Call>>> find_call(Context& context) {
  const auto row = co_await context.store.calls().find(context.account.sid, context.sids.front());
  if (!row) co_return row.error();
  if (!*row) co_return not_found(context.path.text);
  auto call = context.live.attendant.live_calls().find(context.sids.front());
  if (call && call->over()) call.reset();
  co_return call;
}

using Running = std::vector<call::Recording*>;

call::Recording* find_running(const Running& running, auto matches) {
  const auto found = std::find_if(running.begin(), running.end(), matches);
  return found == running.end() ? nullptr : *found;
}

bool of_conference(const Context& context) {
  return is_sid(context.sids.front(), "CF");
}

// Those of the call or the conference of the path.
Task<Result<Running>> find_running(Context& context) {
  if (of_conference(context)) {
    const auto row = co_await conferences::read_row(context);
    if (!row) co_return row.error();
    const auto room = context.live.conferences.find(context.account.sid, context.sids.front());
    co_return room && room->recording() ? Running{room->recording()} : Running();
  }
  const auto call = co_await find_call(context);
  if (!call) co_return call.error();
  co_return *call ? (*call)->recordings() : Running();
}

// The record, with the status that the request has led to: it may be further by now.
Task<Result<Answer>> answer_of(Context& context, int http_status, call::RecordingFacts facts, std::string call_sid) {
  co_await context.live.recordings.stored(std::move(call_sid));
  auto row = co_await context.store.recordings().find(context.account.sid, facts.sid);
  if (!row) co_return row.error();
  if (!*row) co_return not_found(context.path.text);
  (*row)->status = facts.status;
  co_return Answer{http_status, to_json(context, **row), "Recording", ""};
}

Task<Result<Answer>> answer_of(Context& context, int http_status, const call::Recording& recording) {
  return answer_of(context, http_status, recording.facts(), recording.call_sid());
}

// Conferences are recorded to their end.
Result<std::string> read_status(Context& context) {
  auto status = context.form.value("Status");
  if (status == "in-progress" || status == "paused") return status;
  if (status == "stopped" && !of_conference(context)) return status;
  return invalid_parameter("Status",
                           of_conference(context) ? "in-progress or paused" : "in-progress, paused or stopped");
}

Result<media::Recorder::Pause> read_pause(Form& form) {
  using Pause = media::Recorder::Pause;
  const auto behavior = form.value("PauseBehavior");
  if (behavior == "skip") return Pause::skip;
  if (behavior.empty() || behavior == "silence") return Pause::silence;
  return invalid_parameter("PauseBehavior", "skip or silence");
}

Result<std::string> change(Context& context, call::Recording& recording) {
  const auto status = read_status(context);
  if (!status) return status.error();
  const auto pause = read_pause(context.form);
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
  const auto row = co_await context.store.recordings().find(context.account.sid, context.sids.back());
  if (!row) co_return row.error();
  const auto& parent = context.sids.front();
  const bool known = *row && (of_conference(context) ? (*row)->conference_sid : (*row)->call_sid) == parent;
  if (!known || (*row)->status == "deleted") co_return not_found(context.path.text);
  const auto status = read_status(context);
  if (!status) co_return status.error();
  if (*status != "stopped") co_return invalid_parameter("Status", "the recording has been stopped");
  co_return Answer{200, to_json(context, **row), "Recording", ""};
}

Task<Result<Answer>> update_running(Context& context, call::Recording& recording) {
  auto facts = recording.facts();
  std::string call_sid = recording.call_sid();
  const auto status = change(context, recording);  // which may be the last of it
  if (!status) co_return status.error();
  facts.status = *status;
  const auto answer = co_await answer_of(context, 200, std::move(facts), std::move(call_sid));
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
  if (const auto* running = find_running((*call)->recordings(), by_api)) {
    const auto answer = co_await answer_of(context, 200, *running);
    co_return answer;
  }
  auto recording = std::make_unique<call::Recording>(context.live.recordings, **call, *std::move(order));
  const auto facts = recording->facts();
  (*call)->keep(std::move(recording));
  const auto answer = co_await answer_of(context, 201, facts, (*call)->sid());
  co_return answer;
}

Task<Result<Answer>> update(Context& context) {
  const auto running = co_await find_running(context);
  if (!running) co_return running.error();
  const std::string sid = context.sids.back();
  const auto is_it = [&sid](const call::Recording* one) { return one->facts().sid == sid; };
  auto* recording = find_running(*running, is_it);
  const auto answer = co_await (recording ? update_running(context, *recording) : update_stopped(context));
  co_return answer;
}

Task<Result<Answer>> update_current(Context& context) {
  const auto running = co_await find_running(context);
  if (!running) co_return running.error();
  if (running->empty()) co_return not_found(context.path.text);
  if (running->size() > 1) co_return Error{16108, "The call has more than one recording that runs"};
  const auto answer = co_await update_running(context, *running->front());
  co_return answer;
}

}  // namespace ringback::api::resource::recordings
