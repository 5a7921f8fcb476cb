#pragma once

#include "twiml/verb.hpp"
#include "twiml/verb/dial_attributes.hpp"

namespace ringback::twiml {

// What the caller hears of the ringing, until somebody talks to it or the dial gives way.
class DialTone {
 public:
  DialTone(Execution& on, const DialAttributes& attributes);
  ~DialTone();
  DialTone(const DialTone&) = delete;
  DialTone& operator=(const DialTone&) = delete;

 private:
  call::Call& call_;
};

}  // namespace ringback::twiml
