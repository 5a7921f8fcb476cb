#pragma once

#include <cstddef>
#include <memory>

#include "base/async.hpp"
#include "base/result.hpp"
#include "store/options.hpp"

namespace ringback::store {

class Accounts;
class ApiKeys;
class Applications;
class CallEvents;
class Calls;
class Conferences;
class Configured;
class DueCallbacks;
class Expiry;
class IncomingPhoneNumbers;
class IpAccessControlLists;
class IpAddresses;
class Notifications;
class OutgoingCallerIds;
class Queues;
class Recordings;
class SignsOfLife;
class SipCredentialLists;
class SipCredentials;
class SipDomains;
class SipMappings;
class Transcriptions;

// The records of the server, by what they are of. Each kind has its interface in a header of its own, so that a room
// depends on the kinds that it uses and a test fakes no other.
//
// Used from the control thread alone: every call returns at once and its result is awaited; SQL runs on the store's
// own threads. Writes of one session of the program are ordered: a read that starts after an awaited write sees it.
// Errors are 20500 with the engine's words. A cancelled await never undoes a write that has been handed over.
//
// In a record, strings hold UTF-8; empty means unset unless a comment says otherwise.
class Store {
 public:
  virtual ~Store() = default;

  virtual Accounts& accounts() = 0;
  virtual ApiKeys& api_keys() = 0;
  virtual Applications& applications() = 0;
  virtual CallEvents& call_events() = 0;
  virtual Calls& calls() = 0;
  virtual Conferences& conferences() = 0;
  virtual Configured& configured() = 0;
  virtual DueCallbacks& due_callbacks() = 0;
  virtual Expiry& expiry() = 0;
  virtual IncomingPhoneNumbers& incoming_phone_numbers() = 0;
  virtual IpAccessControlLists& ip_access_control_lists() = 0;
  virtual IpAddresses& ip_addresses() = 0;
  virtual Notifications& notifications() = 0;
  virtual OutgoingCallerIds& outgoing_caller_ids() = 0;
  virtual Queues& queues() = 0;
  virtual Recordings& recordings() = 0;
  virtual SignsOfLife& signs_of_life() = 0;
  virtual SipCredentialLists& sip_credential_lists() = 0;
  virtual SipCredentials& sip_credentials() = 0;
  virtual SipDomains& sip_domains() = 0;
  virtual SipMappings& sip_mappings() = 0;
  virtual Transcriptions& transcriptions() = 0;

  // What waits for the store's threads; each fails once `limit` wait.
  struct Backlog {
    std::size_t writes = 0;
    std::size_t reads = 0;
    std::size_t limit = 0;
  };
  virtual Backlog backlog() const = 0;
};

// Opens (creating and migrating as needed). Blocks: for start-up, before the control thread serves calls. The Store's
// threads end with it; what was handed over before is written first.
Result<std::unique_ptr<Store>> open(const Options& options, const Executor& control);

}  // namespace ringback::store
