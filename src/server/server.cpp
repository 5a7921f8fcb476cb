#include "server/server.hpp"

#include <boost/asio/co_spawn.hpp>
#include <csignal>
#include <utility>

#include "base/log.hpp"
#include "server/reload.hpp"
#include "server/rooms.hpp"

namespace ringback::server {

store::Options store_options(const config::Config& configuration) {
  store::Options options = configuration.store;
  if (options.url.empty()) options.url = "sqlite://" + configuration.data_dir + "/ringback.db";
  options.key_file = configuration.data_dir + "/store.key";
  return options;
}

Server::Server(config::Config configuration, std::function<config::Loaded()> load)
    : rooms_(std::make_unique<Rooms>(std::move(configuration))), load_(std::move(load)) {}
Server::~Server() = default;

Result<void> Server::start() {
  Rooms& rooms = *rooms_;
  for (const auto step : {&Rooms::open_metrics_port, &Rooms::open_store, &Rooms::open_media, &Rooms::build_calls,
                          &Rooms::recover, &Rooms::open_sip, &Rooms::open_https}) {
    const auto done = (rooms.*step)();
    if (!done) return done;
  }
  rooms.watch();
  rooms.health.set(Health::Phase::serving);
  rooms.systemd.ready();
  log::info("serving", {{"https_port", rooms.https->port()}, {"sip_port", rooms.sip_transport->port()}});
  return {};
}

void Server::run() {
  for (const int number : {SIGINT, SIGTERM, SIGHUP}) rooms_->signals.add(number);
  wait_for_signal();
  rooms_->io.run();
}

void Server::wait_for_signal() {
  rooms_->signals.async_wait([this](const boost::system::error_code& error, int number) {
    if (error) return;
    take_signal(number);
    wait_for_signal();
  });
}

void Server::take_signal(int number) {
  Rooms& rooms = *rooms_;
  if (number == SIGHUP) {
    if (!ending_) asio::co_spawn(rooms.io, reload(rooms, load_), must_not_throw);
    return;
  }
  // Whoever asks twice does not want to wait.
  if (std::exchange(ending_, true)) return rooms.io.stop();
  log::info("ending", {{"signal", number}, {"calls", rooms.reception->live_calls().size()}});
  rooms.health.set(Health::Phase::draining);
  rooms.systemd.stopping();
  const auto patience = number == SIGTERM ? rooms.configuration.drain_timeout : std::chrono::seconds(0);
  asio::co_spawn(rooms.io, rooms.close(patience), must_not_throw);
}

}  // namespace ringback::server
