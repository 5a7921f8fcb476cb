#pragma once

#include <string>

#include "api/context.hpp"

namespace ringback::api {

// A header of PascalCase names and a row for each resource (RFC 4180). Nested objects are left out; so is a list's
// envelope.
std::string to_csv(const Answer& answer);

}  // namespace ringback::api
