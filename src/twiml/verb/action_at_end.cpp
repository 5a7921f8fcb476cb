#include "twiml/verb/action_at_end.hpp"

#include <utility>

#include "call/call.hpp"

namespace ringback::twiml {

ActionAtEnd::~ActionAtEnd() {
  if (!request_) return;
  auto request = request_();
  if (!request) return;
  on_.call.add_goodbye(
      [&services = on_.services, &call = on_.call, request = std::move(*request),
       recorded = recording_ ? recording_->outcome() : nullptr] { return send(services, call, request, recorded); });
}

Task<void> ActionAtEnd::send(Services& services, call::Call& call, webhook::Request request,
                             DialRecording::Outcome recorded) {
  const auto told = co_await DialRecording::told(recorded);
  request.parameters.insert(request.parameters.end(), told.begin(), told.end());
  const auto reply = co_await services.requests.send(call.facts(), request);
  if (reply) co_return;
  call.notice({.code = reply.error().code,
               .warning = false,
               .text = reply.error().message,
               .url = request.url,
               .method = request.method});
}

}  // namespace ringback::twiml
