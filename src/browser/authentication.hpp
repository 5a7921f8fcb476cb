#pragma once

#include <cstdint>
#include <ringback/capability_token.hpp>
#include <string>
#include <variant>

#include "base/async.hpp"
#include "base/result.hpp"
#include "browser/client.hpp"
#include "browser/keys.hpp"

namespace ringback::browser {

// What a good token gives.
struct Grant {
  Client client;
  kit::Capabilities capabilities;
  std::int64_t expires_at = 0;  // Unix seconds
};

// Why a token was not taken, as the SDK is told, and whether it makes sense to wait for another one on this socket.
struct Refusal {
  enum class Then {
    close,  // only a page with another token can help: the SDK is told to stay away
    wait,   // the page refreshes its token
    retry,  // our own fault: the browser may come back soon
  };
  Error error;
  Then then = Then::close;
};

// Verifies a Capability Token with its account's Auth Token, or an Access Token with its API key. `now` in Unix
// seconds.
Task<std::variant<Grant, Refusal>> authenticate(Keys keys, std::string token, std::int64_t now);

}  // namespace ringback::browser
