#pragma once

#include <cstddef>

#include "sip/message.hpp"

namespace ringback::sip {

// Leaves out what a response can do without, as far as needed for it to have at most `max_bytes`. False if that is not
// enough.
bool fit_into(Message& response, std::size_t max_bytes);

}  // namespace ringback::sip
