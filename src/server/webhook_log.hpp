#pragma once

#include "base/deadlines.hpp"
#include "store/call_events.hpp"
#include "webhook/requests.hpp"

namespace ringback::server {

// Keeps the requests to applications as events of their calls: what REST tells under `Calls/{CA}/Events`. Control
// thread; outlives the fetches that it gave out.
class WebhookLog {
 public:
  WebhookLog(store::CallEvents& events, Deadlines& deadlines, Executor control)
      : events_(events), deadlines_(deadlines), control_(std::move(control)) {}

  // `fetch`, with a record of each request about a call. Nobody waits for the record.
  webhook::Fetch record(webhook::Fetch fetch);

 private:
  Task<http::FetchResult> recorded(webhook::Fetch fetch, http::FetchRequest request);

  store::CallEvents& events_;
  Deadlines& deadlines_;
  Executor control_;
};

}  // namespace ringback::server
