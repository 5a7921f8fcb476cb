#include <CLI/CLI.hpp>
#include <csignal>
#include <functional>
#include <iostream>
#include <string>

#include "base/log.hpp"
#include "cli/completion.hpp"
#include "cli/key_command.hpp"
#include "cli/phone_command.hpp"
#include "cli/rest_command.hpp"
#include "config/flags.hpp"
#include "server/server.hpp"

namespace {

using namespace ringback;

constexpr int bad_configuration = 2;
constexpr int misused = 2;

void print_problems(const config::Loaded& loaded) {
  for (const auto& problem : loaded.problems) std::cerr << "ringback: " << problem << '\n';
}

int check_config(const config::Sources& sources) {
  const auto loaded = config::load(sources);
  print_problems(loaded);
  for (const auto& name : loaded.unknown_variables) std::cerr << "ringback: no key is set by " << name << '\n';
  if (!loaded.problems.empty()) return bad_configuration;
  std::cout << "ok\n";
  return 0;
}

void log_sources(const config::Sources& sources, const config::Loaded& loaded) {
  std::string overrides;
  for (const auto& [key, source] : loaded.overrides) {
    overrides += (overrides.empty() ? "" : ", ") + key + " by " + source;
  }
  log::info("configured", {{"file", sources.file}, {"overrides", overrides}});
  for (const auto& name : loaded.unknown_variables) log::warn("no key is set by this variable", {{"variable", name}});
}

int serve(const config::Sources& sources) {
  const auto loaded = config::load(sources);
  if (!loaded.problems.empty()) {
    print_problems(loaded);
    return bad_configuration;
  }
  log::set_level(loaded.config.log_level);
  log_sources(sources, loaded);
  {
    server::Server server(loaded.config, [&sources] { return config::load(sources); });
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

int create_key(const config::Sources& sources, const cli::KeyOptions& options) {
  const auto loaded = config::load(sources);
  if (loaded.problems.empty())
    return cli::create_key(server::store_options(loaded.config), options, std::cout, std::cerr);
  print_problems(loaded);
  return bad_configuration;
}

}  // namespace

int main(int argc, char** argv) {
  // A peer that closes its socket is an error of that socket, not the end of the server.
  std::signal(SIGPIPE, SIG_IGN);

  CLI::App app{"Ringback: a voice server that Twilio voice applications use unchanged"};
  app.require_subcommand(1);
  std::function<int()> run;
  config::Sources sources;

  auto* serve_command = app.add_subcommand("serve", "Run the server");
  config::add_flags(*serve_command, sources);
  serve_command->callback([&] { run = [&] { return serve(sources); }; });
  auto* check_command = app.add_subcommand("check-config", "Say what is wrong with a configuration, or ok");
  config::add_flags(*check_command, sources);
  check_command->callback([&] { run = [&] { return check_config(sources); }; });
  cli::add_phone_command(app, run);
  cli::KeyOptions key_options;
  CLI::App& key_command = cli::add_key_command(app, key_options);
  config::add_flags(key_command, sources);
  key_command.callback([&] { run = [&] { return create_key(sources, key_options); }; });
  cli::add_rest_commands(app, run);
  cli::add_completion_command(app, run);

  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    return app.exit(error) == 0 ? 0 : misused;
  }
  return run();
}
