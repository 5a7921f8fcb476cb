#pragma once

#include <string>

namespace ringback::api {

struct Options {
  std::string default_region = "US";  // of phone numbers without a country
  // Requests of one account at a time; more get 429.
  int max_concurrent_requests = 64;
};

}  // namespace ringback::api
