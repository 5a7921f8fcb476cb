#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/deadlines.hpp"

namespace ringback {

// How many requests a second one source may send, with a reserve of five seconds. However many sources there are, it
// takes the same memory: sources that share a bucket share its rate, and nobody outside can tell which do.
class RateLimit {
 public:
  explicit RateLimit(double per_second, std::size_t buckets = 4096);

  // False if the source is over its rate.
  bool take(std::string_view source, TimePoint now);

 private:
  struct Bucket {
    double tokens = 0;
    TimePoint filled{};
  };

  double per_second_;
  std::string seed_;
  std::vector<Bucket> buckets_;
};

}  // namespace ringback
