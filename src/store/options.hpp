#pragma once

#include <chrono>
#include <cstddef>
#include <string>

namespace ringback::store {

struct Options {
  std::string url;       // `sqlite://<file>` or `postgresql://…`
  std::string key_file;  // 32 random bytes that encrypt secrets at rest; made (0600) if missing
  std::size_t reader_threads = 2;
  // How long work waits for a database that went away before it fails.
  std::chrono::milliseconds patience{5000};
  // What is kept of events of calls and of notifications (store/expiry.hpp). 0 days: all.
  unsigned event_days = 30;
  std::size_t events_per_call = 500;  // of either, the newest
};

}  // namespace ringback::store
