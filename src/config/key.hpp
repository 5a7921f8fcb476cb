#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "config/config.hpp"
#include "config/type.hpp"

namespace ringback::config {

// Everything that is known of one key. It is described once, in keys/; the file's reader, the environment, the flags
// and docs/configuration.md all come from here.
struct Key {
  std::string path;  // "http.port"; of a table that repeats: the name alone
  Form form;
  std::string allowed;  // completes "must be …"
  std::string help;
  bool secret = false;    // has no flag: command lines are public; its value is never shown
  bool required = false;  // these three in tables that repeat alone
  bool unique = false;
  std::string alternative_to;  // this key's value may be given by that other key instead
  std::function<const Node*(const Node&, Config&)> read;
  std::function<std::string(const Config&)> write;
};

std::string variable(const Key& key);  // RINGBACK_HTTP_PORT
std::string flag(const Key& key);      // --http-port

// A table that repeats: `[[phones]]`. Its keys read into the entry that `append` made last.
struct Rows {
  std::string path;
  std::string help;
  std::vector<Key> keys;
  std::function<void(Config&)> append;
};

// A table of free names: `[static]`. `read` returns what is wrong, in words, or nothing.
struct Names {
  std::string path;
  std::string help;
  std::string example;
  std::function<std::string(const Entry&, Config&)> read;
};

struct Schema {
  std::vector<Key> keys;
  std::vector<Rows> rows;
  std::vector<Names> names;
};

// Every key of the server.
const Schema& schema();

}  // namespace ringback::config
