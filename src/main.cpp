#include <CLI/CLI.hpp>
#include <csignal>
#include <functional>
#include <iostream>
#include <string>

#include "base/log.hpp"
#include "cli/phone_command.hpp"
#include "config.hpp"
#include "server.hpp"

namespace {

int serve(const std::string& config_file) {
  using namespace ringback;
  const auto config = read_config(config_file);
  if (!config) {
    std::cerr << "ringback: " << config.error().message << '\n';
    return 2;
  }
  log::set_level(config->log_level);
  {
    Server server(*config);
    const auto started = server.start();
    if (!started) {
      std::cerr << "ringback: " << started.error().message << '\n';
      return 1;
    }
    server.run();
  }
  log::flush();
  return 0;
}

}  // namespace

int main(int argc, char** argv) {
  // A peer that closes its socket is an error of that socket, not the end of the server.
  std::signal(SIGPIPE, SIG_IGN);

  CLI::App app{"Ringback: a voice server that Twilio voice applications use unchanged"};
  app.require_subcommand(1);
  std::function<int()> run;

  std::string config_file = "ringback.toml";
  auto* serve_command = app.add_subcommand("serve", "Run the server");
  serve_command->add_option("-c,--config", config_file, "The configuration file")->capture_default_str();
  serve_command->callback([&] { run = [&] { return serve(config_file); }; });
  ringback::cli::add_phone_command(app, run);

  CLI11_PARSE(app, argc, argv);
  return run();
}
