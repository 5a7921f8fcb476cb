#pragma once

#include "config/config.hpp"
#include "config/report.hpp"

namespace ringback::config {

// What keys demand of one another, once each is well-formed.
void check(const Config& config, Report& report);

}  // namespace ringback::config
