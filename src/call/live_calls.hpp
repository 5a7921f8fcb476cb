#pragma once

#include <map>
#include <memory>
#include <string>

#include "base/deadlines.hpp"
#include "call/call.hpp"

namespace ringback::call {

// The calls that are up now, by CallSid: what a live update or a shutdown reaches.
class LiveCalls {
 public:
  void add(const std::shared_ptr<Call>& call) { calls_[call->sid()] = call; }
  void remove(const std::string& sid) {
    calls_.erase(sid);
    if (calls_.empty()) emptied_.notify();
  }
  // Resumes when no call is up, or at `limit`. One waits at a time.
  Task<void> wait_until_empty(Deadlines& deadlines, TimePoint limit) {
    while (!calls_.empty()) {
      const bool emptied = co_await emptied_.wait_until(deadlines, limit);
      if (!emptied) co_return;
    }
  }
  std::shared_ptr<Call> find(const std::string& sid) const {
    const auto found = calls_.find(sid);
    return found == calls_.end() ? nullptr : found->second;
  }
  std::size_t size() const { return calls_.size(); }
  const std::map<std::string, std::shared_ptr<Call>>& all() const { return calls_; }

 private:
  std::map<std::string, std::shared_ptr<Call>> calls_;
  Wakeup emptied_;
};

}  // namespace ringback::call
