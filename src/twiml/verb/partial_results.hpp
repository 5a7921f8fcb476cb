#pragma once

#include <memory>
#include <optional>
#include <string>

#include "call/journal.hpp"
#include "webhook/requests.hpp"

namespace ringback::twiml {

// Tells the application what a caller is saying while it speaks: one request at a time, so that they come in order;
// what was overtaken by more in the meantime is not sent. Answers mean nothing. Control thread.
class PartialResults : public std::enable_shared_from_this<PartialResults> {
 public:
  // `requests` outlives every call. `request`: where and how.
  PartialResults(webhook::Requests& requests, call::Facts facts, webhook::Request request, Executor control);

  // The same text again is not told again.
  void tell(std::string text);

 private:
  static Task<void> send_all(std::shared_ptr<PartialResults> self);

  webhook::Requests& requests_;
  const call::Facts facts_;
  const webhook::Request request_;
  const Executor control_;
  std::string last_;
  std::optional<std::string> next_;
  bool sending_ = false;
  int sequence_ = 0;
};

}  // namespace ringback::twiml
