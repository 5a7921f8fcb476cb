#pragma once

#include <string>
#include <string_view>

namespace ringback {

// What stands for one sender in counts: an IPv4 address, or the first 64 bits of an IPv6 one. Other text as it is.
std::string network_of(std::string_view address);

}  // namespace ringback
