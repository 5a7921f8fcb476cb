#include "twiml/verb/conference_ending.hpp"

#include <utility>

#include "call/call.hpp"

namespace ringback::twiml {
namespace {

Task<void> say_goodbye(Services& services, call::Call& call, webhook::Request request,
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

}  // namespace

ConferenceEnding::~ConferenceEnding() {
  if (done_) return;
  auto request = action();
  if (!request) return;
  on_.call.add_goodbye([&services = on_.services, &call = on_.call, request = std::move(*request),
                        recorded = recording_.outcome()] { return say_goodbye(services, call, request, recorded); });
}

Task<Step> ConferenceEnding::step() {
  const auto recorded = co_await DialRecording::told(recording_.outcome());
  if (done_) co_return Step::next();
  done_ = true;
  auto request = action();
  if (!request) co_return Step::next();
  request->parameters.insert(request->parameters.end(), recorded.begin(), recorded.end());
  co_return Step::document(std::move(*request));
}

std::optional<webhook::Request> ConferenceEnding::action() const {
  if (!dial_.action) return std::nullopt;
  const std::string url = on_.resolve(*dial_.action);
  if (url.empty()) return std::nullopt;
  webhook::Request request{.url = url, .method = dial_.method};
  request.parameters = {{"DialBridged", status_ == "answered" ? "true" : "false"}, {"DialCallStatus", status_}};
  return request;
}

}  // namespace ringback::twiml
