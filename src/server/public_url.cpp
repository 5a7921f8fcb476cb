#include "server/public_url.hpp"

namespace ringback::server {
namespace {

bool is_address(const std::string& name) {
  return name.find_first_not_of("0123456789.") == std::string::npos && !name.starts_with("127.");
}

std::string host(const config::Config& configuration, const std::vector<std::string>& names) {
  if (!configuration.public_host.empty()) return configuration.public_host;
  if (!configuration.media.public_addresses.empty()) return configuration.media.public_addresses.front();
  for (const auto& name : names) {
    if (is_address(name)) return name;
  }
  return "localhost";
}

}  // namespace

std::string public_url(const config::Config& configuration, const std::vector<std::string>& names) {
  std::string out = configuration.public_url;
  while (out.ends_with('/')) out.pop_back();
  if (!out.empty()) return out;
  out = host(configuration, names);
  if (out.find(':') != std::string::npos) out = '[' + out + ']';
  if (configuration.http.port != 443) out += ':' + std::to_string(configuration.http.port);
  return "https://" + out;
}

}  // namespace ringback::server
