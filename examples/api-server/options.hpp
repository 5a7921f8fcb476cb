#pragma once

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "base/result.hpp"
#include "token_endpoint.hpp"

namespace api_server {

// Everything that a person may set, by flag or by environment variable (`--help` names both).
struct Options {
  Account account;
  std::string certificate_file;
  std::string key_file;
  std::string address = "0.0.0.0";  // of the token endpoint; webhooks listen on loopback only
  std::uint16_t token_port = 8444;
  std::uint16_t webhook_port = 8080;
  std::string public_url;  // of the webhooks, as the server has it in its numbers and applications
  std::string database = "api-server.sqlite";
  std::vector<std::pair<std::string, std::string>> client_names;  // number and Client Name, to be added
  std::string default_region = "JP";
  std::string phone_control = "http://127.0.0.1:8081";
  std::vector<std::string> allowed_origins;
};

// Fails in words for the person who typed; with an empty message after `--help`, which it has answered.
ringback::Result<Options> parse_options(int argc, const char* const* argv);

// The secret in `file`, without white space around it. A file that others may read is refused.
ringback::Result<std::string> read_secret(const std::string& file);

}  // namespace api_server
