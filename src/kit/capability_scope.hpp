#pragma once

#include <string>
#include <string_view>

#include "ringback/capability_token.hpp"

namespace ringback::kit {

// The `scope` claim of a Capability Token: scope URIs, one blank between two.
std::string encode_scope(const Capabilities& capabilities);

// Scopes that are of no use to a browser's calls are passed over; of two of a kind the first counts. A scope without
// its name or SID gives no right.
Capabilities decode_scope(std::string_view scope);

}  // namespace ringback::kit
