#pragma once

#include <string_view>

#include "sip/message.hpp"

namespace ringback::sip {

// The methods that we serve, for Allow.
constexpr std::string_view allowed_methods = "INVITE, ACK, CANCEL, BYE, OPTIONS, PRACK, UPDATE, INFO";

// The answer to OPTIONS, inside a dialog and outside: what we can do (RFC 3261 section 11.2).
Message describe_capabilities(const Message& options);

// The answer to a method that we don't serve here: 405 to one that exists, 489 to those of event packages
// (RFC 6665 section 7.3.2: we have none), 501 to one that nobody knows.
Message refuse_method(const Message& request);

}  // namespace ringback::sip
