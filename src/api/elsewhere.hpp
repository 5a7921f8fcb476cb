#pragma once

#include <string_view>

#include "api/path.hpp"

namespace ringback::api {

// Why there is nothing at a path that the product has and this server never will, in words for whoever asked; empty for
// any other path.
std::string_view why_elsewhere(const Path& path);

}  // namespace ringback::api
