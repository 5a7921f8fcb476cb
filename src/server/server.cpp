#include "server/server.hpp"

#include <boost/asio/co_spawn.hpp>
#include <csignal>

#include "base/log.hpp"
#include "server/rooms.hpp"

namespace ringback::server {

store::Options store_options(const config::Config& configuration) {
  store::Options options;
  options.url = "sqlite://" + configuration.data_dir + "/ringback.db";
  options.key_file = configuration.data_dir + "/store.key";
  return options;
}

Server::Server(config::Config configuration) : rooms_(std::make_unique<Rooms>(std::move(configuration))) {}
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
  rooms_->signals.add(SIGINT);
  rooms_->signals.add(SIGTERM);
  rooms_->signals.async_wait([this](const boost::system::error_code& error, int number) {
    if (error) return;
    log::info("ending", {{"signal", number}});
    rooms_->health.set(Health::Phase::draining);
    rooms_->systemd.stopping();
    asio::co_spawn(rooms_->io, rooms_->close(), must_not_throw);
    // Whoever asks twice does not want to wait.
    rooms_->signals.async_wait([this](const boost::system::error_code& again, int) {
      if (!again) rooms_->io.stop();
    });
  });
  rooms_->io.run();
}

}  // namespace ringback::server
