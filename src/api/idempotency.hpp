#pragma once

#include <chrono>
#include <deque>
#include <map>
#include <string>

#include "base/deadlines.hpp"

namespace ringback::api {

// What requests with an IdempotencyKey have made, so that one that is sent again makes nothing new: kept for ten
// minutes, and of the latest ten thousand.
class Idempotency {
 public:
  static constexpr std::chrono::minutes lifetime{10};
  static constexpr std::size_t max_entries = 10'000;

  // What was made for `scope` (a path) and `key`; empty if nothing was, or `key` is empty.
  std::string find(const std::string& scope, const std::string& key, TimePoint now);
  void remember(const std::string& scope, const std::string& key, const std::string& sid, TimePoint now);

 private:
  struct Entry {
    std::string name;
    TimePoint made;
  };
  void forget(TimePoint now);

  std::map<std::string, std::string> sids_;
  std::deque<Entry> oldest_first_;
};

}  // namespace ringback::api
