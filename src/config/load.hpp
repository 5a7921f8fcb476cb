#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "config/config.hpp"

namespace ringback::config {

// Where the configuration comes from. A flag goes before a variable, a variable before the file, the file before the
// default.
struct Sources {
  std::string file;                                // path; empty: none
  std::map<std::string, std::string> environment;  // the variables RINGBACK_…; an empty one counts as not set
  std::map<std::string, std::string> flags;        // by the key's path, "http.port"
};

// A key that the file didn't give, and what did: "RINGBACK_HTTP_PORT" or "--http-port".
struct Override {
  std::string key;
  std::string source;
};

struct Loaded {
  Config config;
  std::vector<std::string> problems;  // each with its place and what is allowed; the config is of use only without any
  std::vector<Override> overrides;
  std::vector<std::string> unknown_variables;  // RINGBACK_… of no key: worth a warning, others may have set them
};

// Reads everything anew; at start and at every reload. Blocks on files.
Loaded load(const Sources& sources);
// The same with the file's text; `name` stands for the file in problems.
Loaded load_text(std::string_view text, const std::string& name, const Sources& sources = {});

// This process's variables RINGBACK_….
std::map<std::string, std::string> environment();

}  // namespace ringback::config
