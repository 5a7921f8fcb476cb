#include "server/rooms.hpp"

#include <sys/stat.h>

#include <boost/asio/co_spawn.hpp>
#include <filesystem>

#include "base/log.hpp"
#include "call/hold_music.hpp"
#include "http/certificate.hpp"
#include "ledger/expiry.hpp"
#include "ledger/heartbeat.hpp"
#include "ledger/recovery.hpp"
#include "server/first_account.hpp"
#include "server/load_monitor.hpp"
#include "server/own_recordings.hpp"
#include "server/public_url.hpp"
#include "server/server.hpp"
#include "speech/http_recognizer.hpp"
#include "speech/no_recognizer.hpp"
#include "speech/pocketsphinx.hpp"
#include "store/configured.hpp"

namespace ringback::server {
namespace {

using namespace std::chrono_literals;

// How long calls and their last requests have to end when the server is told to stop.
constexpr auto closing_time = 5s;

Error with_key(const Error& error, const std::string& key) {
  return {error.code, error.message + " (key " + key + ")"};
}

Result<void> make_folder(const std::string& path, const std::string& key = "data_dir") {
  std::error_code error;
  std::filesystem::create_directories(path, error);
  if (error) return Error{0, "can't make the folder " + path + ": " + error.message() + " (key " + key + ")"};
  ::chmod(path.c_str(), S_IRWXU);
  return {};
}

// Runs the control thread until that work is done.
template <class T>
T complete(asio::io_context& io, Task<T> task) {
  std::optional<T> result;
  asio::co_spawn(io, std::move(task), [&](const std::exception_ptr& error, T value) {
    must_not_throw(error);
    result.emplace(std::move(value));
  });
  while (!result) io.run_one();
  io.restart();
  return std::move(*result);
}

}  // namespace

Rooms::~Rooms() {
  // Coroutines that still wait end before the rooms they use.
  deadlines.abandon();
  io.restart();
  io.poll();
}

Result<void> Rooms::open_store() {
  const auto folder = make_folder(configuration.data_dir);
  if (!folder) return folder;
  auto& recorded = configuration.recordings.folder;
  if (recorded.empty()) recorded = configuration.data_dir + "/recordings";
  const auto recordings_folder = make_folder(recorded, "recordings.folder");
  if (!recordings_folder) return recordings_folder;
  auto opened = store::open(store_options(configuration), control);
  if (!opened && !configuration.store.url.empty()) return with_key(opened.error(), "store.url");
  if (!opened) return opened.error();
  store = std::move(*opened);
  return complete(io, prepare());
}

// What must be in the store before anybody is served.
Task<Result<void>> Rooms::prepare() {
  const auto configured =
      co_await store->configured().replace(configuration.numbers, configuration.sip.trunks, configuration.sip.phones);
  if (!configured) co_return configured.error();
  const auto account = co_await ensure_first_account(store->accounts(), deadlines, configuration.data_dir);
  if (!account) co_return account.error();
  co_return Result<void>();
}

Result<void> Rooms::open_media() {
  auto made = media::make_engine(configuration.media, control);
  if (!made) return with_key(made.error(), "media.webrtc_port or media.rtp_ports");
  engine = std::move(*made);
  return {};
}

Task<http::FetchResult> Rooms::fetch_sound(http::FetchRequest request) {
  const auto own = recording_named(request.url, recordings->public_url());
  if (own) return fetch_recording(*recorded_sounds, *own, request.max_body_bytes, files);
  return client->fetch(std::move(request));
}

void Rooms::build_sound() {
  call::hold_music();  // made before there is a call that would wait for it
  flite.emplace(configuration.speech);
  espeak.emplace(configuration.speech);
  voices.emplace(*flite, *espeak, configuration.speech);
  prompts.emplace(*voices, configuration.speech.cache_bytes);
  sounds.emplace(
      [this](http::FetchRequest request) { return fetch_sound(std::move(request)); },
      [this](std::string bytes, std::string type) { return decoder.decode(std::move(bytes), std::move(type)); },
      deadlines, configuration.sounds);
}

void Rooms::build_recognition() {
  using Engine = speech::RecognitionOptions::Engine;
  const auto& options = configuration.recognition;
  if (options.engine == Engine::pocketsphinx) {
    recognizer = std::make_unique<speech::Pocketsphinx>(options);
  } else if (options.engine == Engine::http) {
    const auto fetch = [this](http::FetchRequest request) { return client->fetch(std::move(request)); };
    recognizer = std::make_unique<speech::HttpRecognizer>(fetch, options);
  } else {
    recognizer = std::make_unique<speech::NoRecognizer>();
  }
}

Result<void> Rooms::build_calls() {
  client.emplace(configuration.webhook, control);
  const auto fetch = [this](http::FetchRequest request) { return client->fetch(std::move(request)); };
  webhook_log.emplace(store->call_events(), deadlines, control);
  requests.emplace(webhook_log->record(webhook_metrics.measure(fetch)), deadlines);
  ledger.emplace(ledger::tables_of(*store), deadlines, control);
  callbacks.emplace(*requests, *ledger, deadlines, control);
  ledger->add(*callbacks);
  ledger->add(call_metrics);
  message_subscriptions.emplace(*requests, *ledger, deadlines, control);
  ledger->add(*message_subscriptions);
  recordings.emplace(call::Recordings::Parts{*ledger, deadlines, control, configuration.recordings.folder,
                                             public_url(configuration, http::local_names())});
  const auto restored = complete(io, ledger::restore_queues(store->queues(), queues));
  if (!restored) return restored;
  queue_ledger.emplace(store->queues(), control);
  queues.tell(*queue_ledger);
  conference_ledger.emplace(ledger::tables_of(*store), deadlines, control);
  conference_callbacks.emplace(*requests, *conference_ledger, control);
  conference_ledger->add(*conference_callbacks);
  conferences.emplace(call::Conference::Context{*engine, deadlines, *conference_ledger, *recordings});
  recorded_sounds.emplace(configuration.recordings.folder, configuration.bucket);
  if (recorded_sounds->has_bucket()) {
    ledger->add(uploader.emplace(archive::Uploader::Parts{*recorded_sounds, *ledger, deadlines, control}));
  }
  build_recognition();
  transcriber.emplace(archive::Transcriber::Parts{*recognizer, *ledger, deadlines, control, files, *recorded_sounds});
  ledger->add(*transcriber);
  exchange.emplace(store->incoming_phone_numbers(), store->outgoing_caller_ids());
  build_sound();
  services.emplace(twiml::Services{*requests, *exchange, *ledger, *engine, deadlines, *prompts, *sounds, *recognizer,
                                   *recordings, queues, *conferences, configuration.default_region});
  reception.emplace(*store, *services, admission, control);
  attendant.emplace(*services, *reception, admission, control);
  services->attendant = &*attendant;
  exchange->connect_applications({*engine, deadlines, *reception});
  return {};
}

// After a crash the application hears of what it does not know yet, before it hears of anything new.
Result<void> Rooms::recover() {
  const auto measure = [this](const std::string& sid) { return media::length_of_file(recordings->file(sid)); };
  const ledger::Remains remains{ledger::tables_of(*store), store->accounts(), store->signs_of_life()};
  const auto recovered =
      complete(io, ledger::recover(remains, {*ledger, *callbacks, *conference_ledger, *conference_callbacks}, measure));
  if (!recovered) return recovered.error();
  if (recovered->calls + recovered->conferences + recovered->recordings + recovered->transcriptions +
          recovered->callbacks >
      0) {
    log::warn("the server did not end in order", {{"calls", recovered->calls},
                                                  {"conferences", recovered->conferences},
                                                  {"recordings", recovered->recordings},
                                                  {"transcriptions", recovered->transcriptions},
                                                  {"callbacks", recovered->callbacks}});
  }
  if (uploader) uploader->begin();
  asio::co_spawn(io, ledger::heartbeat(store->signs_of_life(), deadlines), must_not_throw);
  const std::chrono::hours event_age = 24h * configuration.store.event_days;
  if (event_age > 0h) asio::co_spawn(io, ledger::expire(store->expiry(), deadlines, event_age), must_not_throw);
  asio::co_spawn(io, monitor_load(*engine, deadlines, admission), must_not_throw);
  return {};
}

Result<void> Rooms::open_sip() {
  sip::Options options = configuration.sip;
  options.public_addresses = configuration.media.public_addresses;
  auto opened = sip::TransportLayer::open(options, control, deadlines);
  if (!opened) return with_key(opened.error(), "sip.port");
  sip_transport = std::move(*opened);
  // A socket of IPv4 has no use for other addresses.
  const bool ipv6 = options.bind_address.find(':') != std::string::npos;
  auto names = sip::DnsResolver::open({.servers = options.dns_servers, .ipv6 = ipv6}, control, deadlines);
  if (!names) return with_key(names.error(), "sip.dns_servers");
  resolver = std::move(*names);
  sip.emplace(options, sip::Endpoint::Context{*sip_transport, deadlines, *engine, *resolver});
  sip->set_handler(&*reception);
  sip_transport->start([this](std::string_view bytes, const sip::Peer& from) { sip->receive(bytes, from); },
                       [this](const sip::Peer& peer) { sip->unreachable(peer); });
  return {};
}

// Without one of the configuration: a self-signed one, made or kept.
Result<void> Rooms::provide_certificate() {
  auto& http = configuration.http;
  if (http.certificate_file.empty()) {
    http.certificate_file = configuration.data_dir + "/tls/cert.pem";
    http.key_file = configuration.data_dir + "/tls/key.pem";
    auto names = http::local_names();
    if (!configuration.public_host.empty()) names.push_back(configuration.public_host);
    names.insert(names.end(), configuration.media.public_addresses.begin(), configuration.media.public_addresses.end());
    const auto folder = make_folder(configuration.data_dir + "/tls");
    if (!folder) return folder;
    const auto made = http::ensure_certificate(http.certificate_file, http.key_file, names);
    if (!made) return made;
  }
  const auto validity = http::check_certificate(http.certificate_file, http.key_file);
  if (!validity) return validity.error();
  certificate_expires = validity->not_after;
  return {};
}

Result<void> Rooms::open_https() {
  const auto provided = provide_certificate();
  if (!provided) return provided;
  https.emplace(configuration.http, control);
  browsers.emplace(
      configuration.browser,
      browser::Gateway::Parts{
          control, deadlines, {store->accounts(), store->api_keys()}, *engine, *reception, &*message_subscriptions});
  browsers->mount(*https);
  exchange->connect(*sip, *browsers);
  api::Options api_options = configuration.api;
  api_options.default_region = configuration.default_region;
  api.emplace(api_options, api::Api::Parts{*store, deadlines, control, *browsers, *message_subscriptions, *attendant,
                                           *recordings, *conferences, queues, *recorded_sounds, *requests});
  api->mount(*https);
  mount_monitoring();
  for (const auto& [prefix, folder] : configuration.static_files) https->files(prefix, folder);
  const auto started = https->start();
  if (!started) return with_key(started.error(), "http.port");
  return {};
}

Task<void> Rooms::close(Duration patience) {
  reception->drain();
  co_await reception->live_calls().wait_until_empty(deadlines, deadlines.now() + patience);
  reception->close();
  // Carriers are told first, so that they send no more calls.
  sip->set_trunks({});
  const TimePoint limit = deadlines.now() + closing_time;
  while ((reception->live_calls().size() > 0 || !sip->idle()) && deadlines.now() < limit) {
    co_await deadlines.wait_for(20ms);
  }
  while (recordings->running() > 0 && deadlines.now() < limit) {
    co_await deadlines.wait_for(20ms);
  }
  transcriber->close();
  if (uploader) uploader->close();
  // What is stored goes on to the callbacks, so these are asked last.
  co_await ledger->drain();
  co_await conference_ledger->drain();
  while (callbacks->waiting() + conference_callbacks->waiting() > 0 && deadlines.now() < limit) {
    co_await deadlines.wait_for(20ms);
  }
  co_await ledger->drain();
  co_await conference_ledger->drain();
  sip->shutdown();
  browsers->shutdown();
  https->stop();
  if (metrics_port) metrics_port->stop();
  sip_transport->stop();
  io.stop();
}

}  // namespace ringback::server
