#pragma once

#include <compare>
#include <string>

namespace ringback::browser {

// Whom a token names. An empty identity is anonymous: it can call but never be rung.
struct Client {
  std::string account_sid;
  std::string identity;

  auto operator<=>(const Client&) const = default;
};

}  // namespace ringback::browser
