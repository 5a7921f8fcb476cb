#include "webhook/status_callbacks.hpp"

#include <boost/asio/co_spawn.hpp>
#include <chrono>
#include <utility>

#include "base/deadlines.hpp"
#include "call/call.hpp"
#include "webhook/recording_parameters.hpp"
#include "webhook/requests.hpp"
#include "webhook/transcription_parameters.hpp"

namespace ringback::webhook {
namespace {

Parameters event_parameters(const call::Facts& facts, const call::Callback& callback, WallTime now) {
  const auto seconds = std::chrono::duration_cast<std::chrono::seconds>(now.time_since_epoch()).count();
  Parameters out = {
      {"CallbackSource", "call-progress-events"},
      {"SequenceNumber", std::to_string(callback.sequence)},
      {"Timestamp", rfc2822(seconds)},
  };
  if (facts.ended_ms == 0) return out;
  const std::int64_t duration = call::duration_seconds(facts);
  out.emplace_back("CallDuration", std::to_string(duration));
  out.emplace_back("Duration", std::to_string((duration + 59) / 60));
  if (facts.sip_code != 0) out.emplace_back("SipResponseCode", std::to_string(facts.sip_code));
  if (!facts.recording_sid.empty()) {
    out.insert(out.end(), {{"RecordingUrl", facts.recording_url},
                           {"RecordingSid", facts.recording_sid},
                           {"RecordingDuration", std::to_string(facts.recording_duration)}});
  }
  return out;
}

// An application whose answer is neither empty nor XML has taken the request for another one.
Result<void> judge(const Result<Reply>& reply) {
  if (!reply) return reply.error();
  const std::string& type = reply->content_type;
  const bool xml = type == "text/xml" || type == "application/xml" || type.ends_with("+xml");
  if (xml || trim(reply->body).empty()) return {};
  return Error{15003, "the answer is neither empty nor TwiML but " + (type.empty() ? "of no type" : type)};
}

}  // namespace

StatusCallbacks::StatusCallbacks(Requests& requests, call::Journal& ledger, Deadlines& deadlines, Executor control)
    : requests_(requests), ledger_(ledger), deadlines_(deadlines), control_(std::move(control)) {}

void StatusCallbacks::record(call::Event event) {
  if (event.callbacks.empty()) return;
  const std::string sid = event.call.sid;
  auto& queue = queues_[sid];
  queue.push_back(std::move(event));
  if (queue.size() == 1) boost::asio::co_spawn(control_, deliver(sid), must_not_throw);
}

Task<void> StatusCallbacks::flush(std::string) {
  co_return;
}

std::size_t StatusCallbacks::waiting() const {
  std::size_t count = 0;
  for (const auto& [sid, queue] : queues_) count += queue.size();
  return count;
}

Task<void> StatusCallbacks::deliver(std::string call_sid) {
  while (!queues_[call_sid].empty()) {
    const call::Event event = queues_[call_sid].front();
    for (const call::Callback& callback : event.callbacks) {
      co_await tell(event, callback);
      ledger_.record({.kind = call::Event::Kind::delivered, .call = event.call, .callbacks = {callback}});
    }
    queues_[call_sid].pop_front();
  }
  queues_.erase(call_sid);
}

Task<void> StatusCallbacks::tell(const call::Event& event, const call::Callback& callback) {
  Request request;
  request.url = callback.url;
  request.method = callback.method;
  if (event.transcription) {
    request.parameters = transcription_parameters(*event.recording, *event.transcription);
  } else if (event.recording) {
    request.standard = false;
    request.parameters = recording_parameters(event.call, *event.recording);
  } else {
    request.parameters = event_parameters(event.call, callback, deadlines_.wall_now());
  }
  call::Facts facts = event.call;
  // The record says `queued` of a call that begins, its callback `initiated`.
  if (facts.status == "queued") facts.status = "initiated";
  const auto reply = co_await requests_.send(std::move(facts), request);
  const auto taken = judge(reply);
  if (taken) co_return;
  call::Notice notice{.code = 15003,
                      .warning = true,
                      .text = "status callback failed: " + taken.error().message,
                      .url = callback.url,
                      .method = callback.method};
  ledger_.record({.kind = call::Event::Kind::notice, .call = event.call, .notice = std::move(notice)});
}

}  // namespace ringback::webhook
