#pragma once

#include <cstddef>
#include <list>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>

namespace ringback {

// Values by name, at most `max_bytes` of them; the least recently used go first. Single thread.
template <class T>
class LruCache {
 public:
  explicit LruCache(std::size_t max_bytes) : max_bytes_(max_bytes) {}

  // The value, which counts as used now, or nullptr. Valid until the next `put` or `erase`.
  T* find(const std::string& name) {
    const auto found = by_name_.find(name);
    if (found == by_name_.end()) return nullptr;
    entries_.splice(entries_.begin(), entries_, found->second);
    return &found->second->value;
  }
  // Replaces what has that name. A value that is larger than the whole cache is not kept.
  void put(const std::string& name, T value, std::size_t bytes) {
    erase(name);
    if (bytes > max_bytes_) return;
    entries_.push_front({name, std::move(value), bytes});
    by_name_.emplace(name, entries_.begin());
    bytes_ += bytes;
    while (bytes_ > max_bytes_) erase(std::string(entries_.back().name));
  }
  void erase(const std::string& name) {
    const auto found = by_name_.find(name);
    if (found == by_name_.end()) return;
    bytes_ -= found->second->bytes;
    entries_.erase(found->second);
    by_name_.erase(found);
  }
  std::size_t bytes() const { return bytes_; }
  std::size_t size() const { return entries_.size(); }

 private:
  struct Entry {
    std::string name;
    T value;
    std::size_t bytes;
  };

  const std::size_t max_bytes_;
  std::size_t bytes_ = 0;
  std::list<Entry> entries_;  // most recently used first
  std::unordered_map<std::string, typename std::list<Entry>::iterator> by_name_;
};

}  // namespace ringback
