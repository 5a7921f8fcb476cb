#pragma once

#include <cstdint>
#include <string_view>

#include "base/deadlines.hpp"
#include "sip/transport.hpp"

namespace ringback::sip {

// Who sends a message, as far as its source address tells.
enum class Standing { stranger, phone, trunk };

// What was refused or dropped because of a limit, since the start.
struct Counters {
  std::uint64_t malformed = 0;     // could not be framed
  std::uint64_t too_large = 0;     // of message_bytes
  std::uint64_t over_rate = 0;     // requests of strangers
  std::uint64_t half_open = 0;     // INVITEs over half_open or half_open_per_source
  std::uint64_t transactions = 0;  // requests, of either side, over transactions
  std::uint64_t calls = 0;         // over max_calls
  std::uint64_t challenged = 0;    // with 401, without any state
  std::uint64_t trimmed = 0;       // answers to strangers that were made to fit
  std::uint64_t withheld = 0;      // answers to strangers that could not be
};

// Counts refusals, and writes one line of the log about them every ten seconds at most: anybody can cause them.
class Refusals {
 public:
  explicit Refusals(Deadlines& deadlines) : deadlines_(deadlines) {}

  void note(std::uint64_t Counters::* kind, const Peer& source);
  // Without a line.
  void count(std::uint64_t Counters::* kind) { ++(counters_.*kind); }
  const Counters& counters() const { return counters_; }

 private:
  Deadlines& deadlines_;
  Counters counters_;
  std::uint64_t unsaid_ = 0;
  TimePoint next_line_{};
};

}  // namespace ringback::sip
