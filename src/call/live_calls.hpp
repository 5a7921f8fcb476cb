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
  // The parties of a <Dial>: they may be found, but end with the call that dialled them.
  void add_child(const std::shared_ptr<Call>& call) { children_[call->sid()] = call; }
  void remove_child(const std::string& sid) { children_.erase(sid); }
  std::shared_ptr<Call> find(const std::string& sid) const {
    const auto found = calls_.find(sid);
    if (found != calls_.end()) return found->second;
    const auto child = children_.find(sid);
    return child == children_.end() ? nullptr : child->second;
  }
  // Without children.
  std::size_t size() const { return calls_.size(); }
  const std::map<std::string, std::shared_ptr<Call>>& all() const { return calls_; }

 private:
  std::map<std::string, std::shared_ptr<Call>> calls_;
  std::map<std::string, std::shared_ptr<Call>> children_;
  Wakeup emptied_;
};

}  // namespace ringback::call
