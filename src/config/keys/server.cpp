#include "config/keys/keys.hpp"
#include "config/section.hpp"

namespace ringback::config {

std::vector<Key> server_keys() {
  using log::Level;
  using namespace std::chrono_literals;
  const auto whole_config = [](Config& config) -> Config& { return config; };
  const auto level =
      choice<Level>({{"debug", Level::debug}, {"info", Level::info}, {"warn", Level::warn}, {"error", Level::error}});
  return Section("", whole_config)
      .key("default_region", &Config::default_region, country(),
           "country (ISO 3166) of phone numbers that are written without one")
      .key("data_dir", &Config::data_dir, text("a folder"),
           "the store, its key, the self-signed certificate, the first account's SID and Auth Token")
      .key("public_host", &Config::public_host, host_name(),
           "a host name of this server, named in the self-signed certificate beside the machine's own names")
      .key(
          "public_url", &Config::public_url, url(),
          "where applications reach this server, as in the URLs of recordings; without it `https://`, `public_host` or "
          "an address of the machine, and `http.port`")
      .key("drain_timeout", &Config::drain_timeout, duration<std::chrono::seconds>(0s, 24h),
           "how long SIGTERM lets calls go on, while new ones are refused; SIGINT ends them at once")
      .key("log_level", &Config::log_level, level, "what is logged: this and what is graver")
      .keys();
}

}  // namespace ringback::config
