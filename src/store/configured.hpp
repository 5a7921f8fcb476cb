#pragma once

#include <string>
#include <vector>

#include "base/async.hpp"
#include "base/result.hpp"

namespace ringback::store {

// A number that the configuration lets an account take.
struct AvailableNumber {
  std::string phone_number;  // E.164
  std::string account_sid;   // empty: any account
  // Empty: what the number alone tells.
  std::string country{};  // ISO 3166 alpha-2
  std::string type{};     // local, mobile, toll-free
  std::string locality{};
  std::string region{};
  std::string postal_code{};
};

// A SIP phone that registers with a digest.
struct Phone {
  std::string user;
  std::string password;      // encrypted at rest
  std::string phone_number;  // E.164: what it is reached at and what it calls from
};

// A carrier: where calls from outside come from and calls out go to. docs/trunks.md has the meaning of each.
struct Trunk {
  std::string name;
  std::vector<std::string> addresses;   // IP addresses and networks (CIDR) that its calls come from
  std::string proxy;                    // host[:port][;transport=udp|tcp] of calls out; empty: the first address
  std::string user{};                   // answers its challenges, and registers
  std::string password{};               // encrypted at rest
  bool registers = false;               // we register with it
  int register_expires = 3600;          // seconds
  std::string inbound_user{};           // its own calls must show this digest; empty: they need none
  std::string inbound_password{};       // encrypted at rest
  std::vector<std::string> prefixes{};  // of numbers (E.164) that it takes; none: every number
  int priority = 1;                     // lower first
  int weight = 1;                       // share among trunks of one priority
  std::string number_format = "+e164";  // or `e164`: without the plus
  std::string caller_id_in = "From";    // or P-Asserted-Identity, P-Preferred-Identity
  int max_calls = 0;                    // at once, both ways; 0: no limit
  int calls_per_second = 0;             // that we start; 0: no limit

  bool operator==(const Trunk&) const = default;
};

// What the configuration file gives; it wins at every start.
class Configured {
 public:
  virtual ~Configured() = default;

  // What is not among them is gone afterwards.
  virtual Task<Result<void>> replace(std::vector<AvailableNumber> numbers, std::vector<Trunk> trunks,
                                     std::vector<Phone> phones) = 0;
  virtual Task<Result<std::vector<AvailableNumber>>> available_numbers() = 0;
  // Of those, what nobody has and the account may take, by number.
  virtual Task<Result<std::vector<AvailableNumber>>> free_numbers(std::string account_sid) = 0;
  virtual Task<Result<std::vector<Trunk>>> trunks() = 0;
  virtual Task<Result<std::vector<Phone>>> phones() = 0;
};

}  // namespace ringback::store
