#include "base/rate_limit.hpp"

#include <algorithm>
#include <functional>

#include "base/sid.hpp"

namespace ringback {
namespace {

constexpr double reserve_seconds = 5;

}  // namespace

RateLimit::RateLimit(double per_second, std::size_t buckets)
    : per_second_(per_second), seed_(random_hex(16)), buckets_(buckets, Bucket{per_second * reserve_seconds}) {}

bool RateLimit::take(std::string_view source, TimePoint now) {
  const std::size_t hash = std::hash<std::string>()(seed_ + std::string(source));
  Bucket& bucket = buckets_[hash % buckets_.size()];
  const double elapsed = std::chrono::duration<double>(now - bucket.filled).count();
  bucket.tokens = std::min(per_second_ * reserve_seconds, bucket.tokens + elapsed * per_second_);
  bucket.filled = now;
  if (bucket.tokens < 1) return false;
  bucket.tokens -= 1;
  return true;
}

}  // namespace ringback
