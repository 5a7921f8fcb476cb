#pragma once

#include "base/deadlines.hpp"
#include "base/metrics.hpp"
#include "webhook/requests.hpp"

namespace ringback::server {

// Measures the requests to applications. Control thread; outlives the fetches that it gave out.
class WebhookMetrics {
 public:
  WebhookMetrics(metrics::Registry& registry, Deadlines& deadlines) : registry_(registry), deadlines_(deadlines) {}

  // `fetch`, measured.
  webhook::Fetch measure(webhook::Fetch fetch);

 private:
  Task<http::FetchResult> timed(webhook::Fetch fetch, http::FetchRequest request);

  metrics::Registry& registry_;
  Deadlines& deadlines_;
};

}  // namespace ringback::server
