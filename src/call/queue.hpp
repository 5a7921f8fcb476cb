#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "base/deadlines.hpp"
#include "base/result.hpp"

namespace ringback::call {

class QueuePickup;
class QueuePlace;

// What REST shows of a queue, and what of it outlives the program.
struct QueueFacts {
  std::string sid;
  std::string account_sid;
  std::string friendly_name;
  std::size_t max_size = 1000;
  std::int64_t created_ms = 0;  // Unix milliseconds
  std::int64_t updated_ms = 0;
};

// Hears of queues that come, change and go. Control thread; returns at once.
class QueueJournal {
 public:
  virtual ~QueueJournal() = default;
  virtual void saved(QueueFacts queue) = 0;
  virtual void removed(std::string sid) = 0;
};

// Callers who wait in their order, and those who wait for a caller. Whoever is in it shares it. Control thread.
class Queue {
 public:
  static constexpr std::size_t largest_size = 5000;

  explicit Queue(QueueFacts facts) : facts_(std::move(facts)) {}

  const QueueFacts& facts() const { return facts_; }
  const std::string& sid() const { return facts_.sid; }
  const std::string& friendly_name() const { return facts_.friendly_name; }
  // In their order.
  const std::map<std::uint64_t, QueuePlace*>& waiting() const { return waiting_; }
  // Who wait now, without those who have just been taken.
  std::size_t size() const { return waiting_.size(); }
  std::size_t max_size() const { return facts_.max_size; }
  bool full() const { return size() >= max_size(); }
  // Mean of the time that those who wait have waited.
  std::chrono::seconds average_wait(TimePoint now) const;

 private:
  friend class QueuePickup;
  friend class QueuePlace;
  friend class Queues;

  // Brings those who wait for a caller together with callers, in the order of both.
  void match();

  QueueFacts facts_;
  std::uint64_t next_number_ = 1;
  std::map<std::uint64_t, QueuePlace*> waiting_;  // by the order in which they came
  std::map<std::uint64_t, QueuePickup*> pickups_;
};

// The queues of all accounts, by friendly name. Who waits is known here alone; that they are there outlives the program
// by the journal. Control thread. Times are Unix milliseconds.
class Queues {
 public:
  // Nobody's queues that an account may have before the one that was longest unused is forgotten.
  static constexpr std::size_t max_idle = 1000;

  // From here on; `journal` outlives it.
  void tell(QueueJournal& journal) { journal_ = &journal; }
  // One that was there before.
  void restore(const QueueFacts& queue) { add(queue); }

  // Made if it isn't there.
  std::shared_ptr<Queue> open(const std::string& account_sid, const std::string& friendly_name,
                              std::int64_t now_ms = 0);
  // nullptr if there is none.
  std::shared_ptr<Queue> find(const std::string& account_sid, const std::string& friendly_name) const;
  std::shared_ptr<Queue> find_by_sid(const std::string& account_sid, const std::string& sid) const;
  std::vector<std::shared_ptr<Queue>> all(const std::string& account_sid) const;
  void resize(Queue& queue, std::size_t size, std::int64_t now_ms);
  // Fails with 20409 if another queue has that name, or if somebody waits or is about to.
  Result<void> rename(const Queue& queue, const std::string& friendly_name, std::int64_t now_ms);
  Result<void> remove(const Queue& queue);
  // Callers who wait, in all of them.
  std::size_t waiting() const;

 private:
  struct Known {
    std::shared_ptr<Queue> queue;
    std::uint64_t opened = 0;
  };
  using Account = std::map<std::string, Known>;  // by name
  std::shared_ptr<Queue> add(QueueFacts facts);
  Account::const_iterator place_of(const Queue& queue) const;
  void forget(Account& account, Account::const_iterator known);
  void forget_idle(Account& account);
  void save(const Queue& queue);

  QueueJournal* journal_ = nullptr;  // none: nobody is told
  std::map<std::string, Account> accounts_;
  std::uint64_t opened_ = 0;
};

}  // namespace ringback::call
