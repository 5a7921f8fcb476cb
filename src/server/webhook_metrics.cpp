#include "server/webhook_metrics.hpp"

#include <vector>

#include "http/client.hpp"

namespace ringback::server {
namespace {

const std::vector<double>& bounds() {
  static const std::vector<double> seconds = {0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 15};
  return seconds;
}

// Few values: an application chooses its status.
std::string outcome(const http::FetchResult& result) {
  using Failure = http::FetchFailure;
  switch (result.failure) {
    case Failure::none:
      return result.status >= 100 && result.status < 600 ? std::to_string(result.status / 100) + "xx" : "protocol";
    case Failure::timeout:
    case Failure::connect_timeout:
      return "timeout";
    case Failure::host_not_found:
    case Failure::connection_refused:
    case Failure::connection_failed:
      return "unreachable";
    case Failure::tls_handshake:
    case Failure::certificate_invalid:
      return "tls";
    case Failure::cancelled:
      return "cancelled";
    case Failure::bad_url:
    case Failure::too_many_redirects:
    case Failure::too_large:
    case Failure::protocol:
    case Failure::forbidden_address:
      return "protocol";
  }
  return "protocol";
}

}  // namespace

webhook::Fetch WebhookMetrics::measure(webhook::Fetch fetch) {
  return [this, fetch = std::move(fetch)](http::FetchRequest request) { return timed(fetch, std::move(request)); };
}

Task<http::FetchResult> WebhookMetrics::timed(webhook::Fetch fetch, http::FetchRequest request) {
  const TimePoint begin = deadlines_.now();
  http::FetchResult result = co_await fetch(std::move(request));
  const std::chrono::duration<double> took = deadlines_.now() - begin;
  registry_
      .histogram("ringback_webhook_seconds", "Requests to applications, by how they were answered", bounds(),
                 {{"outcome", outcome(result)}})
      .observe(took.count());
  co_return result;
}

}  // namespace ringback::server
