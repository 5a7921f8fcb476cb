#pragma once

#include <cstdint>
#include <memory>
#include <string>

#include "api/options.hpp"
#include "base/deadlines.hpp"
#include "base/rate_limit.hpp"
#include "base/result.hpp"

namespace ringback::api {

// How many requests an address and an account may send, and how fast an address may try passwords. However many there
// are of either, it takes the same memory. Control thread.
class Throttle {
 public:
  explicit Throttle(const Options& options);

  // 20429 for a request that comes too early; it is not looked at any further.
  Result<void> admit_address(const std::string& address, TimePoint now);
  Result<void> admit_account(const std::string& account_sid, TimePoint now);

  // Holds the answer to a wrong password back if others came from the address shortly before; 20429 if too many are
  // held back already. Right passwords are never delayed: who shares an address with a guesser does not suffer.
  Task<Result<void>> failed_login(std::string address, Deadlines& deadlines);

  struct Refusals {
    std::uint64_t address = 0;
    std::uint64_t account = 0;
    std::uint64_t logins = 0;
  };
  const Refusals& refusals() const { return refusals_; }
  std::uint64_t failed_logins() const { return failed_logins_; }

 private:
  const bool limits_addresses_;
  const bool limits_accounts_;
  RateLimit addresses_;
  RateLimit accounts_;
  RateLimit wrong_passwords_;
  Refusals refusals_;
  std::uint64_t failed_logins_ = 0;
  // Shared: an answer that is held back may outlive this.
  std::shared_ptr<int> held_back_ = std::make_shared<int>(0);
};

}  // namespace ringback::api
