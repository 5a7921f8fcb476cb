#include "webhook/conference_callbacks.hpp"

#include <boost/asio/co_spawn.hpp>
#include <utility>

#include "base/log.hpp"
#include "webhook/conference_parameters.hpp"
#include "webhook/requests.hpp"

namespace ringback::webhook {

void ConferenceCallbacks::record(call::ConferenceEvent event) {
  if (!event.callback) return;
  const std::string sid = event.conference.sid;
  auto& queue = queues_[sid];
  queue.push_back(std::move(event));
  if (queue.size() == 1) boost::asio::co_spawn(control_, deliver(sid), must_not_throw);
}

std::size_t ConferenceCallbacks::waiting() const {
  std::size_t count = 0;
  for (const auto& [sid, queue] : queues_) count += queue.size();
  return count;
}

Task<void> ConferenceCallbacks::deliver(std::string sid) {
  while (!queues_[sid].empty()) {
    const call::ConferenceEvent event = queues_[sid].front();
    co_await tell(event);
    ledger_.delivered(event);
    queues_[sid].pop_front();
  }
  queues_.erase(sid);
}

Task<void> ConferenceCallbacks::tell(const call::ConferenceEvent& event) {
  Request request{.url = event.callback->url, .method = event.callback->method, .standard = false};
  request.parameters = conference_parameters(event);
  call::Facts signer;
  signer.account_sid = event.conference.account_sid;
  signer.auth_token = event.conference.auth_token;
  const auto reply = co_await requests_.send(std::move(signer), request);
  if (reply) co_return;
  log::warn("a conference's status callback failed",
            {{"conference_sid", event.conference.sid}, {"event", event.name}, {"reason", reply.error().message}});
}

}  // namespace ringback::webhook
