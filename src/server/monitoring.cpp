// What Prometheus, load balancers and orchestrators ask: /metrics, /healthz, /readyz.
#include "server/measures.hpp"
#include "server/rooms.hpp"
#include "store/signs_of_life.hpp"

namespace ringback::server {
namespace {

void serve_metrics(http::Server& server, const metrics::Registry& registry) {
  server.route("/metrics", [&registry](const http::Request&, const http::Respond& respond) {
    http::Response response = http::text_response(200, registry.text());
    response.headers = {{"Content-Type", "text/plain; version=0.0.4; charset=utf-8"}};
    respond(std::move(response));
  });
}

Task<std::string> store_reason(store::SignsOfLife& signs, Deadlines& deadlines) {
  const auto now = std::chrono::duration_cast<std::chrono::milliseconds>(deadlines.wall_now().time_since_epoch());
  const auto written = co_await signs.leave(now.count());
  co_return written ? "" : written.error().message;
}

}  // namespace

Result<void> Rooms::open_metrics_port() {
  const auto& wanted = configuration.metrics;
  if (wanted.listener != config::MetricsListener::own) return {};
  metrics_port.emplace(http::Server::Options{.address = wanted.address, .port = wanted.port, .max_connections = 64},
                       control);
  serve_metrics(*metrics_port, metrics);
  health.mount(*metrics_port);
  const auto started = metrics_port->start();
  if (!started) return Error{0, started.error().message + " (key metrics.port)"};
  return {};
}

void Rooms::mount_monitoring() {
  health.mount(*https);
  if (configuration.metrics.listener == config::MetricsListener::https) serve_metrics(*https, metrics);
}

void Rooms::watch() {
  health.add("store", [this] { return store_reason(store->signs_of_life(), deadlines); });
  measure(*this);
}

}  // namespace ringback::server
