#pragma once

#include <optional>

#include "twiml/verb.hpp"
#include "twiml/verb/action_at_end.hpp"
#include "twiml/verb/dial_attributes.hpp"

namespace ringback::twiml {

// What follows a call's part in a conference: the `action` of its <Dial>. If the verb is cut short the application
// still hears of it, but its answer is not run. What it is given outlives it.
class ConferenceEnding {
 public:
  ConferenceEnding(const DialAttributes& dial, Execution& on, const DialRecording& recording)
      : dial_(dial), on_(on), recording_(recording), at_end_(on, [this] { return goodbye(); }) {}
  ConferenceEnding(const ConferenceEnding&) = delete;
  ConferenceEnding& operator=(const ConferenceEnding&) = delete;

  // It took no part.
  void failed() { status_ = "failed"; }
  // No action.
  void dismiss() { at_end_.dismiss(); }
  Task<Step> step();

 private:
  std::optional<webhook::Request> action() const;
  std::optional<ActionAtEnd::Goodbye> goodbye() const;

  const DialAttributes& dial_;
  Execution& on_;
  const DialRecording& recording_;
  std::string status_ = "answered";
  ActionAtEnd at_end_;
};

}  // namespace ringback::twiml
