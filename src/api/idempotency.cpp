#include "api/idempotency.hpp"

namespace ringback::api {
namespace {

std::string name_of(const std::string& scope, const std::string& key) {
  return scope + '\n' + key;
}

}  // namespace

std::string Idempotency::find(const std::string& scope, const std::string& key, TimePoint now) {
  forget(now);
  const auto found = key.empty() ? sids_.end() : sids_.find(name_of(scope, key));
  return found == sids_.end() ? std::string() : found->second;
}

void Idempotency::remember(const std::string& scope, const std::string& key, const std::string& sid, TimePoint now) {
  if (key.empty() || !sids_.emplace(name_of(scope, key), sid).second) return;
  oldest_first_.push_back({name_of(scope, key), now});
  forget(now);
}

void Idempotency::forget(TimePoint now) {
  while (!oldest_first_.empty() &&
         (oldest_first_.size() > max_entries || now - oldest_first_.front().made >= lifetime)) {
    sids_.erase(oldest_first_.front().name);
    oldest_first_.pop_front();
  }
}

}  // namespace ringback::api
