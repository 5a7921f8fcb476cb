#pragma once

#include "base/steady_deadlines.hpp"
#include "client_directory.hpp"
#include "cors.hpp"
#include "demo_phone.hpp"
#include "http/client.hpp"
#include "http/server.hpp"
#include "options.hpp"
#include "voice_webhooks.hpp"

namespace api_server {

// Two servers, both answered on the thread of `executor`: pages ask the first one over HTTPS, with CORS (`/token`,
// `/phone/call`), the voice server asks the second one over plain http on loopback (`/incoming`, `/outgoing`). Each
// has `/healthz`.
class Application {
 public:
  Application(const Options& options, ClientDirectory directory, const ringback::Executor& executor);

  // Fails in words if a port is taken or the certificate can't be read.
  ringback::Result<void> start();
  void stop();

  std::uint16_t token_port() const { return pages_.port(); }
  std::uint16_t webhook_port() const { return calls_.port(); }

 private:
  void route_pages(const AllowedOrigins& origins);
  void route_calls();

  Account account_;
  ClientDirectory directory_;
  VoiceWebhooks webhooks_;
  ringback::SteadyDeadlines deadlines_;
  ringback::http::Client client_;
  DemoPhone phone_;
  ringback::http::Server pages_;
  ringback::http::Server calls_;
};

}  // namespace api_server
