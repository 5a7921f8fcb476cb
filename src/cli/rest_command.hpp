#pragma once

#include <CLI/CLI.hpp>
#include <functional>

namespace ringback::cli {

// Adds the commands that ask a running server (rest/command.hpp), a subcommand a noun and one of it a verb; a noun that
// is there already gets more verbs. `run` is set when one is chosen.
void add_rest_commands(CLI::App& app, std::function<int()>& run);

}  // namespace ringback::cli
