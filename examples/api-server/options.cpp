#include "options.hpp"

#include <sys/stat.h>

#include <CLI/CLI.hpp>
#include <fstream>
#include <iostream>
#include <sstream>

#include "base/sid.hpp"
#include "base/text.hpp"

namespace api_server {

using ringback::Error;
using ringback::Result;

namespace {

// What is checked or read only after the flags have been taken.
struct RawOptions {
  std::string auth_token_file;
  std::vector<std::string> mappings;
};

void declare(CLI::App& app, Options& options, RawOptions& raw) {
  const auto add = [&app](const char* flag, auto& target, const char* words, const char* variable) {
    return app.add_option(flag, target, words)->envname(variable)->capture_default_str();
  };
  add("--account-sid", options.account.sid, "SID of the account (AC…)", "API_SERVER_ACCOUNT_SID")->required();
  add("--auth-token-file", raw.auth_token_file, "File with the Auth Token, mode 0600", "API_SERVER_AUTH_TOKEN_FILE")
      ->required();
  add("--application-sid", options.account.application_sid, "SID of the TwiML App for outgoing calls (AP…)",
      "API_SERVER_APPLICATION_SID")
      ->required();
  add("--certificate", options.certificate_file, "PEM file; the server's own will do", "API_SERVER_CERTIFICATE")
      ->required();
  add("--key", options.key_file, "PEM file of its private key", "API_SERVER_KEY")->required();
  add("--address", options.address, "Where the token endpoint listens", "API_SERVER_ADDRESS");
  add("--token-port", options.token_port, "HTTPS: POST /token, POST /phone/call", "API_SERVER_TOKEN_PORT");
  add("--webhook-port", options.webhook_port, "HTTP on loopback: /incoming, /outgoing", "API_SERVER_WEBHOOK_PORT");
  add("--public-url", options.public_url, "Scheme, host and port of the webhooks as the server sees them",
      "API_SERVER_PUBLIC_URL");
  add("--database", options.database, "SQLite file of the mapping, made if missing", "API_SERVER_DATABASE");
  add("--map", raw.mappings, "number=client: adds to the mapping; may be repeated", "API_SERVER_MAP");
  add("--default-region", options.default_region, "Country of national numbers (ISO 3166)",
      "API_SERVER_DEFAULT_REGION");
  add("--phone-control", options.phone_control, "Control address of the test phone", "API_SERVER_PHONE_CONTROL");
  add("--allow-origin", options.allowed_origins, "Further origins of pages that may ask for tokens; * for all",
      "API_SERVER_ALLOW_ORIGIN");
}

Result<std::pair<std::string, std::string>> parse_mapping(const std::string& text) {
  const auto equals = text.find('=');
  if (equals == std::string::npos || equals == 0 || equals + 1 == text.size()) {
    return Error{0, "--map needs number=client, as in +81-50-3123-4567=DeviceId_0001; it was given " + text};
  }
  return std::pair(text.substr(0, equals), text.substr(equals + 1));
}

Result<Options> complete(Options options, const RawOptions& raw) {
  if (!ringback::is_sid(options.account.sid, "AC")) return Error{0, "--account-sid needs AC and 32 hex digits"};
  if (!ringback::is_sid(options.account.application_sid, "AP")) {
    return Error{0, "--application-sid needs AP and 32 hex digits"};
  }
  auto secret = read_secret(raw.auth_token_file);
  if (!secret) return secret.error();
  options.account.auth_token = std::move(*secret);
  for (const auto& text : raw.mappings) {
    auto mapping = parse_mapping(text);
    if (!mapping) return mapping.error();
    options.client_names.push_back(std::move(*mapping));
  }
  if (options.public_url.empty()) options.public_url = "http://127.0.0.1:" + std::to_string(options.webhook_port);
  while (options.public_url.ends_with('/')) options.public_url.pop_back();
  while (options.phone_control.ends_with('/')) options.phone_control.pop_back();
  return options;
}

}  // namespace

Result<Options> parse_options(int argc, const char* const* argv) {
  Options options;
  RawOptions raw;
  CLI::App app("The application beside a Ringback server: tokens for pages, TwiML for calls.", "ringback-api-server");
  declare(app, options, raw);
  try {
    app.parse(argc, argv);
  } catch (const CLI::CallForHelp&) {
    std::cout << app.help();
    return Error{};
  } catch (const CLI::ParseError& error) {
    return Error{0, error.what()};
  }
  return complete(std::move(options), raw);
}

Result<std::string> read_secret(const std::string& file) {
  struct stat status{};
  if (::stat(file.c_str(), &status) != 0) return Error{0, "there is no file " + file};
  if ((status.st_mode & (S_IRWXG | S_IRWXO)) != 0) {
    return Error{0, file + " holds a secret that others may read; type: chmod 600 " + file};
  }
  std::ostringstream content;
  content << std::ifstream(file).rdbuf();
  std::string secret(ringback::trim(content.str()));
  if (secret.empty()) return Error{0, file + " is empty or can't be read"};
  return secret;
}

}  // namespace api_server
