#include "server/server.hpp"

#include <sys/stat.h>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/signal_set.hpp>
#include <csignal>
#include <filesystem>
#include <optional>

#include "api/api.hpp"
#include "base/log.hpp"
#include "base/steady_deadlines.hpp"
#include "browser/gateway.hpp"
#include "http/certificate.hpp"
#include "http/client.hpp"
#include "http/server.hpp"
#include "ledger/heartbeat.hpp"
#include "ledger/ledger.hpp"
#include "ledger/recovery.hpp"
#include "routing/exchange.hpp"
#include "routing/reception.hpp"
#include "server/first_account.hpp"
#include "sip/endpoint.hpp"
#include "sip/transport_layer.hpp"
#include "webhook/message_subscriptions.hpp"
#include "webhook/requests.hpp"
#include "webhook/status_callbacks.hpp"

namespace ringback::server {
namespace asio = boost::asio;
namespace {

using namespace std::chrono_literals;

// How long calls and their last requests have to end when the server is told to stop.
constexpr auto closing_time = 5s;

Error with_key(const Error& error, const std::string& key) {
  return {error.code, error.message + " (key " + key + ")"};
}

Result<void> make_folder(const std::string& path) {
  std::error_code error;
  std::filesystem::create_directories(path, error);
  if (error) return Error{0, "can't make the folder " + path + ": " + error.message() + " (key data_dir)"};
  ::chmod(path.c_str(), S_IRWXU);
  return {};
}

}  // namespace

// In the order in which they are built; destroyed in reverse, so that nobody outlives what it uses.
struct Server::Rooms {
  explicit Rooms(config::Config given) : configuration(std::move(given)) {}
  ~Rooms() {
    // Coroutines that still wait end before the rooms they use.
    deadlines.abandon();
    io.restart();
    io.poll();
  }
  Rooms(const Rooms&) = delete;
  Rooms& operator=(const Rooms&) = delete;

  config::Config configuration;
  asio::io_context io;
  Executor control = io.get_executor();
  SteadyDeadlines deadlines{control};
  asio::signal_set signals{io};
  std::unique_ptr<store::Store> store;
  std::unique_ptr<media::Engine> engine;
  std::optional<http::Client> client;
  std::optional<webhook::Requests> requests;
  std::optional<ledger::Ledger> ledger;
  std::optional<webhook::StatusCallbacks> callbacks;
  std::optional<webhook::MessageSubscriptions> message_subscriptions;
  std::optional<routing::Exchange> exchange;
  std::optional<twiml::Services> services;
  routing::Admission admission{{}};
  std::optional<routing::Reception> reception;
  std::unique_ptr<sip::TransportLayer> sip_transport;
  std::optional<sip::Endpoint> sip;
  std::optional<browser::Gateway> browsers;
  std::optional<api::Api> api;
  std::optional<http::Server> https;

  Result<void> open_store();
  Result<void> open_media();
  void build_calls();
  Result<void> recover();
  Result<void> open_sip();
  Result<void> open_https();
  Task<Result<void>> prepare();
  Task<void> close();
  void serve_health();

  // Runs the control thread until that work is done.
  template <class T>
  T complete(Task<T> task) {
    std::optional<T> result;
    asio::co_spawn(io, std::move(task), [&](const std::exception_ptr& error, T value) {
      must_not_throw(error);
      result.emplace(std::move(value));
    });
    while (!result) io.run_one();
    io.restart();
    return std::move(*result);
  }
};

store::Options store_options(const config::Config& configuration) {
  store::Options options;
  options.url = "sqlite://" + configuration.data_dir + "/ringback.db";
  options.key_file = configuration.data_dir + "/store.key";
  return options;
}

Result<void> Server::Rooms::open_store() {
  const auto folder = make_folder(configuration.data_dir);
  if (!folder) return folder;
  auto opened = store::open(store_options(configuration), control);
  if (!opened) return opened.error();
  store = std::move(*opened);
  return complete(prepare());
}

// What must be in the store before anybody is served.
Task<Result<void>> Server::Rooms::prepare() {
  const auto configured =
      co_await store->replace_configuration(configuration.numbers, configuration.sip.trunks, configuration.sip.phones);
  if (!configured) co_return configured.error();
  const auto account = co_await ensure_first_account(*store, deadlines, configuration.data_dir);
  if (!account) co_return account.error();
  co_return Result<void>();
}

Result<void> Server::Rooms::open_media() {
  auto made = media::make_engine(configuration.media, control);
  if (!made) return with_key(made.error(), "media.webrtc_port or media.rtp_ports");
  engine = std::move(*made);
  return {};
}

void Server::Rooms::build_calls() {
  client.emplace(configuration.webhook, control);
  requests.emplace([this](http::FetchRequest request) { return client->fetch(std::move(request)); }, deadlines);
  ledger.emplace(*store, deadlines, control);
  callbacks.emplace(*requests, *ledger, deadlines, control);
  ledger->add(*callbacks);
  message_subscriptions.emplace(*requests, *ledger, deadlines, control);
  ledger->add(*message_subscriptions);
  exchange.emplace(*store);
  services.emplace(twiml::Services{*requests, *exchange, *ledger, *engine, deadlines, configuration.default_region});
  reception.emplace(*store, *services, admission, control);
}

// After a crash the application hears of what it does not know yet, before it hears of anything new.
Result<void> Server::Rooms::recover() {
  const auto recovered = complete(ledger::recover(*store, *ledger, *callbacks));
  if (!recovered) return recovered.error();
  if (recovered->calls + recovered->callbacks > 0) {
    log::warn("the server did not end in order", {{"calls", recovered->calls}, {"callbacks", recovered->callbacks}});
  }
  asio::co_spawn(io, ledger::heartbeat(*store, deadlines), must_not_throw);
  return {};
}

Result<void> Server::Rooms::open_sip() {
  sip::Options options = configuration.sip;
  options.public_addresses = configuration.media.public_addresses;
  auto opened = sip::TransportLayer::open(options, control, deadlines);
  if (!opened) return with_key(opened.error(), "sip.port");
  sip_transport = std::move(*opened);
  sip.emplace(options, sip::Endpoint::Context{*sip_transport, deadlines, *engine});
  sip->set_handler(&*reception);
  sip_transport->start([this](std::string_view bytes, const sip::Peer& from) { sip->receive(bytes, from); },
                       [this](const sip::Peer& peer) { sip->unreachable(peer); });
  return {};
}

Result<void> Server::Rooms::open_https() {
  http::Server::Options options = configuration.http;
  if (options.certificate_file.empty()) {
    options.certificate_file = configuration.data_dir + "/tls/cert.pem";
    options.key_file = configuration.data_dir + "/tls/key.pem";
    auto names = http::local_names();
    if (!configuration.public_host.empty()) names.push_back(configuration.public_host);
    names.insert(names.end(), configuration.media.public_addresses.begin(), configuration.media.public_addresses.end());
    const auto folder = make_folder(configuration.data_dir + "/tls");
    if (!folder) return folder;
    const auto made = http::ensure_certificate(options.certificate_file, options.key_file, names);
    if (!made) return made;
  }
  https.emplace(options, control);
  browsers.emplace(configuration.browser,
                   browser::Gateway::Parts{control, deadlines, *store, *engine, *reception, &*message_subscriptions});
  browsers->mount(*https);
  exchange->connect(*sip, *browsers);
  api::Options api_options = configuration.api;
  api_options.default_region = configuration.default_region;
  api.emplace(api_options, api::Api::Parts{*store, deadlines, control, *browsers, *message_subscriptions});
  api->mount(*https);
  serve_health();
  for (const auto& [prefix, folder] : configuration.static_files) https->files(prefix, folder);
  const auto started = https->start();
  if (!started) return with_key(started.error(), "http.port");
  return {};
}

void Server::Rooms::serve_health() {
  https->route("/healthz",
               [](const http::Request&, const http::Respond& respond) { respond(http::text_response(200, "ok\n")); });
}

// Calls are hung up, and what the application is to hear of them is said, before the doors close.
Task<void> Server::Rooms::close() {
  reception->close();
  const TimePoint limit = deadlines.now() + closing_time;
  while ((reception->live_calls().size() > 0 || !sip->idle()) && deadlines.now() < limit) {
    co_await deadlines.wait_for(20ms);
  }
  // What is stored goes on to the callbacks, so these are asked last.
  co_await ledger->drain();
  while (callbacks->waiting() > 0 && deadlines.now() < limit) {
    co_await deadlines.wait_for(20ms);
  }
  co_await ledger->drain();
  sip->shutdown();
  browsers->shutdown();
  https->stop();
  sip_transport->stop();
  io.stop();
}

Server::Server(config::Config configuration) : rooms_(std::make_unique<Rooms>(std::move(configuration))) {}
Server::~Server() = default;

Result<void> Server::start() {
  Rooms& rooms = *rooms_;
  for (const auto step : {&Rooms::open_store, &Rooms::open_media}) {
    const auto done = (rooms.*step)();
    if (!done) return done;
  }
  rooms.build_calls();
  for (const auto step : {&Rooms::recover, &Rooms::open_sip, &Rooms::open_https}) {
    const auto done = (rooms.*step)();
    if (!done) return done;
  }
  log::info("serving", {{"https_port", rooms.https->port()}, {"sip_port", rooms.sip_transport->port()}});
  return {};
}

void Server::run() {
  rooms_->signals.add(SIGINT);
  rooms_->signals.add(SIGTERM);
  rooms_->signals.async_wait([this](const boost::system::error_code& error, int number) {
    if (error) return;
    log::info("ending", {{"signal", number}});
    asio::co_spawn(rooms_->io, rooms_->close(), must_not_throw);
    // Whoever asks twice does not want to wait.
    rooms_->signals.async_wait([this](const boost::system::error_code& again, int) {
      if (!again) rooms_->io.stop();
    });
  });
  rooms_->io.run();
}

}  // namespace ringback::server
