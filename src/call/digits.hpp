#pragma once

#include <functional>

#include "call/call.hpp"

namespace ringback::call {

// Hears the digits that a call's far end presses (RFC 4733, SIP INFO, the SDK's `dtmf`, in band), from construction to
// destruction. Nothing is kept: what nobody hears is lost, as in the product. Any number may hear one call, which
// outlives them. Control thread.
class Digits {
 public:
  // `hear` is called in the door's own turn of the event loop, once a press. It may destroy this.
  Digits(Call& call, std::function<void(char)> hear);
  ~Digits();
  Digits(const Digits&) = delete;
  Digits& operator=(const Digits&) = delete;

 private:
  friend class Call;

  Call& call_;
  std::function<void(char)> hear_;
};

}  // namespace ringback::call
