#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <map>
#include <memory>
#include <string>

#include "base/deadlines.hpp"

namespace ringback::call {

class QueuePickup;
class QueuePlace;

// Callers who wait in their order, and those who wait for a caller. Whoever is in it shares it. Control thread.
class Queue {
 public:
  static constexpr std::size_t default_size = 1000;
  static constexpr std::size_t largest_size = 5000;

  explicit Queue(std::string friendly_name);

  const std::string& sid() const { return sid_; }
  const std::string& friendly_name() const { return friendly_name_; }
  // Who wait now, without those who have just been taken.
  std::size_t size() const { return waiting_.size(); }
  std::size_t max_size() const { return max_size_; }
  void set_max_size(std::size_t size) { max_size_ = size; }
  bool full() const { return size() >= max_size_; }
  // Mean of the time that those who wait have waited.
  std::chrono::seconds average_wait(TimePoint now) const;

 private:
  friend class QueuePickup;
  friend class QueuePlace;

  // Brings those who wait for a caller together with callers, in the order of both.
  void match();

  const std::string sid_;
  const std::string friendly_name_;
  std::size_t max_size_ = default_size;
  std::uint64_t next_number_ = 1;
  std::map<std::uint64_t, QueuePlace*> waiting_;  // by the order in which they came
  std::map<std::uint64_t, QueuePickup*> pickups_;
};

// The queues of all accounts, by friendly name. In memory: a restart begins with none. Control thread.
class Queues {
 public:
  // Nobody's queues that an account may have before the one that was longest unused is forgotten.
  static constexpr std::size_t max_idle = 1000;

  // Made if it isn't there.
  std::shared_ptr<Queue> open(const std::string& account_sid, const std::string& friendly_name);
  // nullptr if there is none.
  std::shared_ptr<Queue> find(const std::string& account_sid, const std::string& friendly_name) const;
  // Callers who wait, in all of them.
  std::size_t waiting() const;

 private:
  struct Known {
    std::shared_ptr<Queue> queue;
    std::uint64_t opened = 0;
  };
  void forget_idle(const std::string& account_sid);

  std::map<std::string, std::map<std::string, Known>> accounts_;
  std::uint64_t opened_ = 0;
};

}  // namespace ringback::call
