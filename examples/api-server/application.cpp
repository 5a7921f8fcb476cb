#include "application.hpp"

#include <chrono>

#include "base/log.hpp"
#include "token_endpoint.hpp"

namespace api_server {

namespace http = ringback::http;

namespace {

std::int64_t unix_seconds(const ringback::Deadlines& deadlines) {
  return std::chrono::duration_cast<std::chrono::seconds>(deadlines.wall_now().time_since_epoch()).count();
}

http::Server::Options pages_options(const Options& options) {
  http::Server::Options server;
  server.address = options.address;
  server.port = options.token_port;
  server.certificate_file = options.certificate_file;
  server.key_file = options.key_file;
  return server;
}

http::Server::Options calls_options(const Options& options) {
  http::Server::Options server;
  server.address = "127.0.0.1";
  server.port = options.webhook_port;
  return server;
}

void answer_health_checks(http::Server& server) {
  server.route("/healthz",
               [](const http::Request&, const http::Respond& respond) { respond(http::text_response(200, "ok\n")); });
}

ringback::Error naming_flag(const ringback::Error& error, const std::string& flag) {
  return {error.code, error.message + " (flag " + flag + ")"};
}

}  // namespace

Application::Application(const Options& options, ClientDirectory directory, const ringback::Executor& executor)
    : account_(options.account),
      directory_(std::move(directory)),
      webhooks_(directory_, options.account.auth_token, options.public_url),
      deadlines_(executor),
      client_({}, executor),
      phone_(client_, directory_, options.phone_control, executor),
      pages_(pages_options(options), executor),
      calls_(calls_options(options), executor) {
  route_pages(AllowedOrigins(options.allowed_origins));
  route_calls();
}

void Application::route_pages(const AllowedOrigins& origins) {
  const auto issue = [this](const http::Request& request, const http::Respond& respond) {
    respond(issue_token(request, directory_, account_, unix_seconds(deadlines_)));
  };
  const auto call = [this](const http::Request& request, const http::Respond& respond) {
    phone_.handle(request, respond);
  };
  pages_.route("/token", with_cors(origins, issue));
  pages_.route("/phone/call", with_cors(origins, call));
  answer_health_checks(pages_);
}

void Application::route_calls() {
  calls_.route("/incoming", [this](const http::Request& request, const http::Respond& respond) {
    respond(webhooks_.incoming(request));
  });
  calls_.route("/outgoing", [this](const http::Request& request, const http::Respond& respond) {
    respond(webhooks_.outgoing(request));
  });
  answer_health_checks(calls_);
}

ringback::Result<void> Application::start() {
  if (const auto started = calls_.start(); !started) return naming_flag(started.error(), "--webhook-port");
  if (const auto started = pages_.start(); !started) return naming_flag(started.error(), "--token-port");
  ringback::log::info("ready", {{"token_port", token_port()}, {"webhook_port", webhook_port()}});
  return {};
}

void Application::stop() {
  pages_.stop();
  calls_.stop();
}

}  // namespace api_server
