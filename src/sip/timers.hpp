#pragma once

#include <chrono>

// RFC 3261 section 17.1.1.1 and table 4, for UDP.
namespace ringback::sip {

constexpr std::chrono::milliseconds t1{500};   // round trip estimate
constexpr std::chrono::milliseconds t2{4000};  // cap of retransmission intervals
constexpr std::chrono::milliseconds t4{5000};  // how long a message stays in the network
constexpr auto transaction_timeout = 64 * t1;  // timers B, F, H, J, L, M
constexpr std::chrono::seconds timer_c{180};   // an INVITE that only ever rings
constexpr std::chrono::seconds timer_d{32};

}  // namespace ringback::sip
