#pragma once

#include <string>
#include <string_view>

#include "sip/message.hpp"

// Option tags (RFC 3261 section 19.2).
namespace ringback::sip {

// What we can do, for Supported: reliable provisional responses (RFC 3262) and session timers (RFC 4028).
constexpr std::string_view supported_extensions = "100rel, timer";

// Whether the list header `name` holds that tag, in any case.
bool lists(const Message& message, std::string_view name, std::string_view tag);
// The peer can do it, or even insists on it.
bool supports(const Message& message, std::string_view extension);

// The tags of Require that we don't know, for Unsupported; empty if there are none.
std::string unknown_extensions(const Message& request);
// The 420 that names them.
Message bad_extension(const Message& request, std::string_view unknown);

}  // namespace ringback::sip
