#pragma once

#include <cstdint>
#include <string>

#include "client_directory.hpp"
#include "http/message.hpp"

namespace api_server {

// What a token is made of: the account's SID and Auth Token, and the TwiML App whose webhook outgoing calls ask.
struct Account {
  std::string sid;
  std::string auth_token;
  std::string application_sid;
};

// POST `{"twilioPhoneNumber": "+81-50-3123-4567"}` → `{"capabilityToken": "…", "success": true, "expiresIn": 3600}`.
// The page knows its number only; its Client Name stays here and in the token. `now` is in Unix seconds.
ringback::http::Response issue_token(const ringback::http::Request& request, ClientDirectory& directory,
                                     const Account& account, std::int64_t now);

}  // namespace api_server
