#pragma once

#include <CLI/CLI.hpp>
#include <iosfwd>
#include <string>

#include "store/store.hpp"

namespace ringback::cli {

struct KeyOptions {
  std::string account_sid;  // empty: the first account
  std::string friendly_name;
  bool main = false;  // may also read and write accounts and keys
};

// Makes an API key straight in the store, whether the server runs or not, and writes its SID and its secret, which is
// shown this once. Returns the exit code.
int create_key(const store::Options& store, const KeyOptions& options, std::ostream& out, std::ostream& errors);

// Adds `ringback key create`, which fills `options`; what it does then is the caller's.
CLI::App& add_key_command(CLI::App& app, KeyOptions& options);

}  // namespace ringback::cli
