#pragma once

#include <functional>
#include <optional>

#include "twiml/verb.hpp"
#include "twiml/verb/dial_recording.hpp"

namespace ringback::twiml {

// Leaves the `action` request of a verb with the call if the verb is cut short: the application still hears how it
// went, but its answer is not run. What `request` uses outlives this.
class ActionAtEnd {
 public:
  using MakeRequest = std::function<std::optional<webhook::Request>()>;

  ActionAtEnd(Execution& on, MakeRequest request, const DialRecording* recording = nullptr)
      : on_(on), request_(std::move(request)), recording_(recording) {}
  ~ActionAtEnd();
  ActionAtEnd(const ActionAtEnd&) = delete;
  ActionAtEnd& operator=(const ActionAtEnd&) = delete;

  // The verb has come to its end by itself: what it comes to is its own to say.
  void dismiss() { request_ = nullptr; }

 private:
  static Task<void> send(Services& services, call::Call& call, webhook::Request request,
                         DialRecording::Outcome recorded);

  Execution& on_;
  MakeRequest request_;
  const DialRecording* recording_;
};

}  // namespace ringback::twiml
