#pragma once

#include "call/exchange.hpp"
#include "store/store.hpp"

namespace ringback::routing {

// Where targets are reached: numbers and SIP URIs over SIP, clients in browsers.
class Exchange final : public call::Exchange {
 public:
  explicit Exchange(store::Store& store) : store_(store) {}
  // The doors take calls too, so they are made after those who take them. Before the first call.
  void connect(call::Door& numbers, call::Door& clients) {
    numbers_ = &numbers;
    clients_ = &clients;
  }

  Result<std::vector<std::unique_ptr<call::Leg>>> dial(const call::Target& target) override;
  Task<bool> may_use_caller_id(std::string account_sid, std::string number) override;

 private:
  store::Store& store_;
  call::Door* numbers_ = nullptr;
  call::Door* clients_ = nullptr;
};

}  // namespace ringback::routing
