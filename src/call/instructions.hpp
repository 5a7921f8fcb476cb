#pragma once

#include <string>

#include "base/text.hpp"

namespace ringback::call {

// What an application wants to be done on a call: TwiML, or where it is to be had. To a running script neither means
// that only its fallback changes.
struct Instructions {
  std::string url;  // absolute
  std::string method = "POST";
  std::string twiml{};         // in place of a URL
  std::string fallback_url{};  // empty: none
  std::string fallback_method = "POST";
  Parameters parameters{};  // of the first request, beside its standard ones
};

}  // namespace ringback::call
