#pragma once

#include <cstddef>
#include <stop_token>
#include <string>
#include <string_view>
#include <vector>

#include "base/deadlines.hpp"
#include "base/result.hpp"

namespace ringback::speech {

// Runs a program without a shell, with `input` as its standard input and no other file of this process, and returns
// what it wrote. It is killed at `limit`, when `stop` is requested, and once it has written `max_bytes`, which is then
// all that is returned. Waits: not for the control thread. Fails with 20503 if it can't be run, ends by itself with
// another status than 0, or takes too long.
struct ProcessLimits {
  TimePoint limit;
  std::size_t max_bytes;
};
Result<std::string> run_process(const std::vector<std::string>& command, std::string_view input, ProcessLimits limits,
                                const std::stop_token& stop);

}  // namespace ringback::speech
