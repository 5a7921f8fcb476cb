#include "twiml/verb/action_at_end.hpp"

#include <utility>

#include "call/call.hpp"

namespace ringback::twiml {

ActionAtEnd::~ActionAtEnd() {
  if (!goodbye_) return;
  auto goodbye = goodbye_();
  if (!goodbye) return;
  on_.call.add_goodbye([&services = on_.services, &call = on_.call, goodbye = std::move(*goodbye)] {
    return send(services, call, goodbye);
  });
}

Task<void> ActionAtEnd::send(Services& services, call::Call& call, Goodbye goodbye) {
  auto& request = goodbye.request;
  if (goodbye.later) {
    const auto told = co_await goodbye.later();
    request.parameters.insert(request.parameters.end(), told.begin(), told.end());
  }
  const auto reply = co_await services.requests.send(call.facts(), request);
  if (reply) co_return;
  call.notice({.code = reply.error().code,
               .warning = false,
               .text = reply.error().message,
               .url = request.url,
               .method = request.method});
}

}  // namespace ringback::twiml
