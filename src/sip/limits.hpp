#pragma once

#include <chrono>
#include <cstddef>

namespace ringback::sip {

// How much of anything peers may cost. docs/sip.md says what is answered beyond each.
struct Limits {
  std::size_t message_bytes = 65'535;  // headers and body
  std::size_t headers = 256;
  // Requests of others that have no final response yet, and all transactions of either side that are remembered.
  std::size_t half_open_per_source = 1000;
  std::size_t half_open = 4000;
  std::size_t transactions = 100'000;
  // Connections at once, and those with one host (IPv6: one network of 64 bits).
  std::size_t tcp_connections = 4096;
  std::size_t tcp_connections_per_source = 512;
  std::size_t tcp_unsent_bytes = 256 * 1024;  // of a peer that does not read
  std::chrono::seconds tcp_connect_time{4};
  std::chrono::seconds tcp_message_time{10};  // from the first byte of a message to its last
  // Without a byte: of phones and trunks, which stay as long as a registration may; of strangers.
  std::chrono::seconds tcp_idle_time{3900};
  std::chrono::seconds tcp_stranger_idle_time{32};
  std::size_t registrations_per_phone = 10;
  // Requests of a host that is neither a registered phone nor a trunk; of all those together.
  double requests_per_second_per_source = 100;
  double requests_per_second = 4000;
};

}  // namespace ringback::sip
