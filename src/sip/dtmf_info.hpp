#pragma once

#include <optional>

#include "sip/message.hpp"

namespace ringback::sip {

// The digit of an INFO with application/dtmf-relay (`Signal=5`) or application/dtmf (`5`): 0-9, *, #, A-D.
std::optional<char> dtmf_of(const Message& info);

}  // namespace ringback::sip
