#include <boost/asio/io_context.hpp>
#include <boost/asio/signal_set.hpp>
#include <csignal>
#include <iostream>

#include "application.hpp"
#include "base/log.hpp"

namespace {

using namespace api_server;
using ringback::Result;

Result<ClientDirectory> open_directory(const Options& options) {
  auto directory = ClientDirectory::open(options.database, options.default_region);
  if (!directory) return directory;
  for (const auto& [number, client] : options.client_names) {
    if (const auto assigned = directory->assign(number, client); !assigned) return assigned.error();
  }
  return directory;
}

Result<void> run(const Options& options) {
  auto directory = open_directory(options);
  if (!directory) return directory.error();
  boost::asio::io_context control;
  Application application(options, std::move(*directory), control.get_executor());
  if (auto started = application.start(); !started) return started;
  boost::asio::signal_set signals(control, SIGINT, SIGTERM);
  signals.async_wait([&](const boost::system::error_code&, int) { control.stop(); });
  control.run();
  application.stop();
  ringback::log::info("stopped");
  return {};
}

}  // namespace

int main(int argc, char** argv) {
  const auto options = parse_options(argc, argv);
  if (!options && options.error().message.empty()) return 0;
  const auto done = options ? run(*options) : Result<void>(options.error());
  ringback::log::flush();
  if (done) return 0;
  std::cerr << "ringback-api-server: " << done.error().message << '\n';
  return options ? 1 : 2;
}
