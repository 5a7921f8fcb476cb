#pragma once

#include <optional>

#include "base/deadlines.hpp"
#include "call/exchange.hpp"
#include "store/incoming_phone_numbers.hpp"
#include "store/outgoing_caller_ids.hpp"

namespace ringback::routing {

// Where targets are reached: numbers and SIP URIs over SIP, clients in browsers, applications here.
class Exchange final : public call::Exchange {
 public:
  Exchange(store::IncomingPhoneNumbers& owned, store::OutgoingCallerIds& verified)
      : owned_(owned), verified_(verified) {}
  // The doors take calls too, so they are made after those who take them. Before the first call.
  void connect(call::Door& numbers, call::Door& clients) {
    numbers_ = &numbers;
    clients_ = &clients;
  }

  // Where the applications answer that calls of this server dial.
  struct Inside {
    media::Engine& engine;
    Deadlines& deadlines;
    call::IncomingLegHandler& handler;
  };
  void connect_applications(Inside inside) { inside_.emplace(inside); }

  Result<std::vector<std::unique_ptr<call::Leg>>> dial(const call::Target& target) override;
  Task<bool> may_use_caller_id(std::string account_sid, std::string number) override;

 private:
  Result<std::vector<std::unique_ptr<call::Leg>>> dial_application(const call::Target& target);

  store::IncomingPhoneNumbers& owned_;
  store::OutgoingCallerIds& verified_;
  call::Door* numbers_ = nullptr;
  call::Door* clients_ = nullptr;
  std::optional<Inside> inside_;
};

}  // namespace ringback::routing
