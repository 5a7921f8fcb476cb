#pragma once

#include <CLI/CLI.hpp>

#include "config/load.hpp"

namespace ringback::config {

// Adds a flag for every key that may stand on a command line, and `--config`; parsing fills `sources`, which must
// outlive the command. The environment is read here.
void add_flags(CLI::App& command, Sources& sources);

}  // namespace ringback::config
