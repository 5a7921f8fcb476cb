#pragma once

#include <string>
#include <vector>

#include "config/config.hpp"

namespace ringback::server {

// Where applications reach this server, without a slash at its end: `public_url`, or what is most likely to lead here.
// `names` are the machine's own names and addresses.
std::string public_url(const config::Config& configuration, const std::vector<std::string>& names);

}  // namespace ringback::server
