#pragma once

#include <boost/asio/io_context.hpp>
#include <boost/asio/signal_set.hpp>
#include <memory>
#include <optional>

#include "api/api.hpp"
#include "archive/sounds.hpp"
#include "archive/transcriber.hpp"
#include "archive/uploader.hpp"
#include "base/metrics.hpp"
#include "base/steady_deadlines.hpp"
#include "base/workers.hpp"
#include "browser/gateway.hpp"
#include "call/conferences.hpp"
#include "call/queue.hpp"
#include "call/recording.hpp"
#include "config/config.hpp"
#include "http/client.hpp"
#include "http/server.hpp"
#include "ledger/conference_ledger.hpp"
#include "ledger/ledger.hpp"
#include "ledger/queue_ledger.hpp"
#include "media/sound/clip_decoder.hpp"
#include "routing/attendant.hpp"
#include "routing/exchange.hpp"
#include "routing/reception.hpp"
#include "server/call_metrics.hpp"
#include "server/health.hpp"
#include "server/systemd.hpp"
#include "server/webhook_log.hpp"
#include "server/webhook_metrics.hpp"
#include "sip/dns_resolver.hpp"
#include "sip/endpoint.hpp"
#include "sip/transport_layer.hpp"
#include "speech/by_language.hpp"
#include "speech/flite.hpp"
#include "speech/prompt_cache.hpp"
#include "speech/speech_to_text.hpp"
#include "webhook/conference_callbacks.hpp"
#include "webhook/message_subscriptions.hpp"
#include "webhook/requests.hpp"
#include "webhook/sound_files.hpp"
#include "webhook/status_callbacks.hpp"

namespace ringback::server {
namespace asio = boost::asio;

// In the order in which they are built; destroyed in reverse, so that nobody outlives what it uses.
struct Rooms {
  explicit Rooms(config::Config given) : configuration(std::move(given)) {}
  ~Rooms();
  Rooms(const Rooms&) = delete;
  Rooms& operator=(const Rooms&) = delete;

  config::Config configuration;
  const config::Config as_started{configuration};
  asio::io_context io;
  Executor control = io.get_executor();
  SteadyDeadlines deadlines{control};
  asio::signal_set signals{io};
  metrics::Registry metrics;
  Systemd systemd{deadlines};
  Health health{deadlines, control};
  CallMetrics call_metrics{metrics};
  WebhookMetrics webhook_metrics{metrics, deadlines};
  std::optional<http::Server> metrics_port;
  std::unique_ptr<store::Store> store;
  std::unique_ptr<media::Engine> engine;
  std::optional<http::Client> client;
  std::optional<WebhookLog> webhook_log;
  std::optional<webhook::Requests> requests;
  media::ClipDecoder decoder;
  std::optional<speech::Flite> flite;
  std::optional<speech::Espeak> espeak;
  std::optional<speech::ByLanguage> voices;
  std::optional<speech::PromptCache> prompts;
  std::unique_ptr<speech::SpeechToText> recognizer;
  std::optional<webhook::SoundFiles> sounds;
  std::optional<ledger::Ledger> ledger;
  std::optional<webhook::StatusCallbacks> callbacks;
  std::optional<call::Recordings> recordings;
  std::optional<archive::Sounds> recorded_sounds;
  std::optional<archive::Uploader> uploader;
  std::optional<archive::Transcriber> transcriber;
  call::Queues queues;
  std::optional<ledger::QueueLedger> queue_ledger;
  std::optional<ledger::ConferenceLedger> conference_ledger;
  std::optional<webhook::ConferenceCallbacks> conference_callbacks;
  std::optional<call::Conferences> conferences;
  std::optional<webhook::MessageSubscriptions> message_subscriptions;
  std::optional<routing::Exchange> exchange;
  std::optional<twiml::Services> services;
  routing::Admission admission{configuration.calls};
  std::optional<routing::Reception> reception;
  std::optional<routing::Attendant> attendant;
  std::unique_ptr<sip::DnsResolver> resolver;
  std::unique_ptr<sip::TransportLayer> sip_transport;
  std::optional<sip::Endpoint> sip;
  std::optional<browser::Gateway> browsers;
  std::optional<api::Api> api;
  std::optional<http::Server> https;
  Workers files{1, 4};                   // for what reads files while calls are up
  std::int64_t certificate_expires = 0;  // Unix seconds

  // The steps of the start, in their order. Each fails with words for the person who started the server.
  Result<void> open_metrics_port();
  Result<void> open_store();
  Result<void> open_media();
  Result<void> build_calls();
  Result<void> recover();
  Result<void> open_sip();
  Result<void> open_https();
  // Once all are open: what /readyz asks for and /metrics tells.
  void watch();

  // Takes no new calls, lets those that are up go on for `patience`, then hangs up, says what the application is to
  // hear of it, and closes the doors.
  Task<void> close(Duration patience);

 private:
  Task<Result<void>> prepare();
  void build_sound();
  void build_recognition();
  Task<http::FetchResult> fetch_sound(http::FetchRequest request);
  Result<void> provide_certificate();
  void mount_monitoring();
};

}  // namespace ringback::server
