#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

namespace ringback::sip {

// What DNS knows of a name. Control thread; every call returns at once, and `done` comes later or from inside the call,
// with an empty list if there is nothing or nobody answers. No `done` comes once the Resolver is gone.
class Resolver {
 public:
  // An SRV record (RFC 2782).
  struct Service {
    std::string target;
    std::uint16_t port = 0;
    std::uint16_t priority = 0;
    std::uint16_t weight = 0;
  };
  // A NAPTR record (RFC 3403) whose replacement is a name.
  struct Pointer {
    std::string service;  // `SIP+D2U`
    std::string replacement;
    std::uint16_t order = 0;
    std::uint16_t preference = 0;
  };

  virtual ~Resolver() = default;
  // IP addresses that we can send to, the preferred one first.
  virtual void find_addresses(const std::string& name, std::function<void(std::vector<std::string>)> done) = 0;
  virtual void find_services(const std::string& name, std::function<void(std::vector<Service>)> done) = 0;
  virtual void find_pointers(const std::string& name, std::function<void(std::vector<Pointer>)> done) = 0;
};

}  // namespace ringback::sip
