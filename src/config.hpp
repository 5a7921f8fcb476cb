#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "base/log.hpp"
#include "base/result.hpp"
#include "media/session.hpp"
#include "store/records.hpp"

namespace ringback {

// What one TOML file says; docs/configuration.md lists every key. The defaults are a working server.
struct Config {
  std::string default_region = "US";  // of phone numbers without a country
  std::string data_dir = "var";       // store, key, certificate, Auth Token
  std::string public_host;            // named in the certificate beside this machine's own names
  log::Level log_level = log::Level::info;

  struct {
    std::string address = "0.0.0.0";
    std::uint16_t port = 8443;
    std::string certificate;  // PEM files; empty: a self-signed one is made and kept in data_dir
    std::string key;
  } http;
  struct {
    std::string address = "0.0.0.0";
    std::uint16_t port = 5060;
  } sip;
  media::EngineOptions media;

  std::vector<store::AvailableNumber> numbers;
  std::vector<store::Phone> phones;
  std::vector<store::Trunk> trunks;
  std::map<std::string, std::string> static_files;  // URL prefix → folder
};

// Reads a file. A wrong key or value fails with words that name its line and what is allowed.
Result<Config> read_config(const std::string& path);
// The same for a text; `name` stands for the file in messages.
Result<Config> parse_config(std::string_view text, const std::string& name);

}  // namespace ringback
