#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <vector>

#include "base/deadlines.hpp"
#include "base/inbox.hpp"
#include "call/call.hpp"
#include "call/exchange.hpp"

namespace ringback::call {

// Rings one or several parties at once, each with a leg for every device that rings. The first device that answers
// carries its party's call; the others are told. Destroying it ends what still rings. Control thread.
class Ringing {
 public:
  struct Party {
    std::shared_ptr<Call> call;  // begun
    Target target;
    Duration timeout;
  };
  // The one device of the one party lets its network be heard; nullptr: no more.
  using OnEarlyMedia = std::function<void(Leg*)>;

  Ringing(Exchange& exchange, Deadlines& deadlines, OnEarlyMedia on_early_media = {});
  ~Ringing();
  Ringing(const Ringing&) = delete;
  Ringing& operator=(const Ringing&) = delete;

  // A party that can't be reached is over at once.
  void start(Party party);
  // The call that was answered, or nullptr when nobody will any more.
  Task<std::shared_ptr<Call>> answer();

 private:
  struct Device;
  struct Branch;
  struct Happening;

  void place(Branch& branch, std::vector<std::unique_ptr<Leg>> legs);
  bool take(const Happening& happening);
  void let_hear(Leg* leg);
  void win(Branch& branch, Device& device);
  void close(Branch& branch, Device& device, const Happening& happening);
  void expire();
  TimePoint next_deadline() const;

  Exchange& exchange_;
  Deadlines& deadlines_;
  OnEarlyMedia on_early_media_;
  Inbox<Happening> happenings_;
  std::vector<std::unique_ptr<Branch>> branches_;
};

}  // namespace ringback::call
