#include "twiml/verb/conference_ending.hpp"

#include <utility>

namespace ringback::twiml {
Task<Step> ConferenceEnding::step() {
  const auto recorded = co_await DialRecording::told(recording_.outcome());
  if (at_end_.dismissed()) co_return Step::next();
  at_end_.dismiss();
  auto request = action();
  if (!request) co_return Step::next();
  request->parameters.insert(request->parameters.end(), recorded.begin(), recorded.end());
  co_return Step::document(std::move(*request));
}

std::optional<ActionAtEnd::Goodbye> ConferenceEnding::goodbye() const {
  auto request = action();
  if (!request) return std::nullopt;
  return ActionAtEnd::Goodbye{std::move(*request), recording_.told_later()};
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
