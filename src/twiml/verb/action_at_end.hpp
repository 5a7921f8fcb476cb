#pragma once

#include <functional>
#include <optional>

#include "twiml/verb.hpp"

namespace ringback::twiml {

// Leaves the `action` request of a verb with the call if the verb is cut short: the application still hears how it
// went, but its answer is not run.
class ActionAtEnd {
 public:
  // What is known of the verb only some time after its end, as parameters of the request. Uses nothing of the verb,
  // which is gone by then.
  using Later = std::function<Task<Parameters>()>;

  struct Goodbye {
    webhook::Request request;
    Later later = nullptr;
  };

  // Nothing if the application is to hear nothing. What it uses outlives this.
  using MakeGoodbye = std::function<std::optional<Goodbye>()>;

  ActionAtEnd(Execution& on, MakeGoodbye goodbye) : on_(on), goodbye_(std::move(goodbye)) {}
  ~ActionAtEnd();
  ActionAtEnd(const ActionAtEnd&) = delete;
  ActionAtEnd& operator=(const ActionAtEnd&) = delete;

  // The verb has come to its end by itself: what it comes to is its own to say.
  void dismiss() { goodbye_ = nullptr; }
  bool dismissed() const { return !goodbye_; }

 private:
  static Task<void> send(Services& services, call::Call& call, Goodbye goodbye);

  Execution& on_;
  MakeGoodbye goodbye_;
};

}  // namespace ringback::twiml
