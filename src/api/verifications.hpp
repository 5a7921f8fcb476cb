#pragma once

#include <map>
#include <memory>
#include <string>

#include "base/async.hpp"
#include "call/call.hpp"
#include "call/instructions.hpp"
#include "store/store.hpp"

namespace ringback {
class Deadlines;
}
namespace ringback::webhook {
class Requests;
}

namespace ringback::api {

// Calls that ask whoever answers for six digits, so that the account may call from that number. Control thread.
class Verifications {
 public:
  struct Parts {
    store::Store& store;
    const Deadlines& deadlines;
    webhook::Requests& requests;
    Executor control;
  };
  // What was asked for.
  struct Wanted {
    std::string account_sid;
    std::string phone_number;
    std::string friendly_name;
    std::string code;
    std::string callback;  // empty: none
    std::string callback_method;
  };
  explicit Verifications(const Parts& parts) : parts_(parts) {}

  // Listens on the call, and tells the callback when it is over. A former request for the same number is void.
  void begin(const std::shared_ptr<call::Call>& call, Wanted wanted);

  // What the call hears: asks three times.
  static call::Instructions question();

 private:
  class Verification;

  Parts parts_;
  std::map<std::string, std::weak_ptr<Verification>> running_;  // by account and number
};

}  // namespace ringback::api
