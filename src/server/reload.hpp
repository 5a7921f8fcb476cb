#pragma once

#include <functional>
#include <string>
#include <vector>

#include "base/async.hpp"
#include "config/load.hpp"

namespace ringback::server {

struct Rooms;

// Takes a configuration while calls go on: log level, numbers, phones, trunks, limits of admission, and the
// certificate's files, read again. Other keys that changed are named in the log and wait for the next start. One with
// problems changes nothing.
Task<void> reload(Rooms& rooms, std::function<config::Loaded()> load);

// The keys that differ and that only a start can change.
std::vector<std::string> keys_for_next_start(const config::Config& running, const config::Config& wanted);

}  // namespace ringback::server
