#include "config/keys/keys.hpp"
#include "config/section.hpp"

namespace ringback::config {

std::vector<Key> api_keys() {
  using api::Options;
  return Section("api", &Config::api)
      .key("max_concurrent_requests", &Options::max_concurrent_requests, whole<int>(1, 100'000),
           "REST requests of one account at a time; more get 429")
      .keys();
}

}  // namespace ringback::config
