#pragma once

#include <string>

#include "config/key.hpp"

namespace ringback::config {

// The tables of docs/configuration.md, in Markdown; a test holds that page to them.
std::string reference(const Schema& schema);

}  // namespace ringback::config
