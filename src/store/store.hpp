#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/async.hpp"
#include "base/result.hpp"
#include "store/collection.hpp"
#include "store/conferences.hpp"
#include "store/page.hpp"
#include "store/queues.hpp"
#include "store/records.hpp"
#include "store/transcriptions.hpp"

namespace ringback::store {

struct CallFilter {
  std::string to;
  std::string from;
  std::string status;
  std::string parent_call_sid;
  Millis start_time_from = 0;   // inclusive, 0: open
  Millis start_time_until = 0;  // exclusive, 0: open
  Millis end_time_from = 0;
  Millis end_time_until = 0;
};

struct RecordingFilter {
  std::string call_sid;
  std::string conference_sid{};
  Millis created_from = 0;   // inclusive, 0: open
  Millis created_until = 0;  // exclusive, 0: open
  bool deleted = false;      // those too
};

struct NumberFilter {
  std::string phone_number{};  // a part of it, in which `*` is any one character
  std::string friendly_name{};
  std::string type{};
};

struct NotificationFilter {
  std::optional<std::string> call_sid{};  // empty: those of no call; none: all
  std::optional<bool> warning{};
  Millis date_from = 0;   // inclusive, 0: open
  Millis date_until = 0;  // exclusive, 0: open
};

// What REST keeps of SIP: domains, and the lists that they demand of whoever calls or registers.
struct SipCollections {
  Collection<SipDomain>& domains;
  Collection<SipCredentialList>& credential_lists;
  Collection<SipCredential>& credentials;
  Collection<IpAccessControlList>& ip_access_control_lists;
  Collection<IpAddress>& ip_addresses;
  Collection<SipMapping>& mappings;
};

// The records of the server. Used from the control thread alone: every call returns at once and its result is awaited;
// SQL runs on the store's own threads. Writes of one session of the program are ordered: a read that starts after an
// awaited write sees it. Errors are 20500 with the engine's words.
//
// A cancelled await never undoes a write that has been handed over.
class Store : public Transcriptions {
 public:
  using Transcriptions::save;

  // Accounts.
  virtual Task<Result<std::optional<Account>>> account(std::string sid) = 0;
  virtual Task<Result<std::optional<Account>>> first_account() = 0;
  virtual Task<Result<void>> save(Account account) = 0;  // inserts or replaces

  // API keys.
  virtual Task<Result<std::optional<ApiKey>>> api_key(std::string account_sid, std::string sid) = 0;
  virtual Task<Result<void>> save(ApiKey key) = 0;

  // Numbers that accounts own. `save` fails with 21422 if another row has the number.
  virtual Task<Result<std::optional<IncomingPhoneNumber>>> number(std::string account_sid, std::string sid) = 0;
  virtual Task<Result<std::optional<IncomingPhoneNumber>>> number_by_e164(std::string phone_number) = 0;
  virtual Task<Result<Rows<IncomingPhoneNumber>>> numbers(std::string account_sid, NumberFilter filter, Page page) = 0;
  virtual Task<Result<void>> save(IncomingPhoneNumber number) = 0;
  virtual Task<Result<Removed>> remove_number(std::string account_sid, std::string sid) = 0;

  // TwiML Apps.
  virtual Task<Result<std::optional<Application>>> application(std::string account_sid, std::string sid) = 0;
  virtual Task<Result<Rows<Application>>> applications(std::string account_sid, std::string friendly_name,
                                                       Page page) = 0;
  virtual Task<Result<void>> save(Application application) = 0;
  // Numbers that it answered for lose it.
  virtual Task<Result<Removed>> remove_application(std::string account_sid, std::string sid) = 0;

  // What the configuration file gives; it wins at every start.
  virtual Task<Result<void>> replace_configuration(std::vector<AvailableNumber> numbers, std::vector<Trunk> trunks,
                                                   std::vector<Phone> phones) = 0;
  virtual Task<Result<std::vector<AvailableNumber>>> available_numbers() = 0;
  // Of those, what nobody has and the account may take, by number.
  virtual Task<Result<std::vector<AvailableNumber>>> free_numbers(std::string account_sid) = 0;
  virtual Task<Result<std::vector<Trunk>>> trunks() = 0;
  virtual Task<Result<std::vector<Phone>>> phones() = 0;

  // Calls and what happened to them.
  virtual Task<Result<std::optional<Call>>> call(std::string account_sid, std::string sid) = 0;
  virtual Task<Result<Rows<Call>>> calls(std::string account_sid, CallFilter filter, Page page) = 0;
  virtual Task<Result<void>> save(Call call, CallTrail trail) = 0;
  virtual Task<Result<void>> add(Notification notification) = 0;
  // Its children and all that is known of them go with it.
  virtual Task<Result<Removed>> remove_call(std::string account_sid, std::string sid) = 0;
  virtual Task<Result<std::optional<Notification>>> notification(std::string account_sid, std::string sid) = 0;
  virtual Task<Result<Rows<Notification>>> notifications(std::string account_sid, NotificationFilter filter,
                                                         Page page) = 0;
  virtual Collection<CallEvent>& call_events() = 0;

  virtual Collection<OutgoingCallerId>& outgoing_caller_ids() = 0;
  virtual SipCollections sip() = 0;

  // Recordings. `save` inserts or replaces, with the callbacks that are due about it.
  virtual Task<Result<std::optional<Recording>>> recording(std::string account_sid, std::string sid) = 0;
  virtual Task<Result<Rows<Recording>>> recordings(std::string account_sid, RecordingFilter filter, Page page) = 0;
  virtual Task<Result<void>> save(Recording recording, std::vector<DueCallback> due) = 0;

  // What a crash leaves behind. Callbacks come oldest first.
  virtual Task<Result<std::vector<OpenCall>>> open_calls() = 0;
  virtual Task<Result<std::vector<Recording>>> open_recordings() = 0;
  virtual Task<Result<std::vector<DueCallback>>> due_callbacks() = 0;
  virtual Task<Result<void>> remove_due_callback(std::string sid) = 0;
  // That this program lived at `now`; and when one last did, if one ever has.
  virtual Task<Result<void>> sign_of_life(Millis now) = 0;
  virtual Task<Result<std::optional<Millis>>> last_sign_of_life() = 0;

  virtual Conferences& conferences() = 0;
  virtual Queues& queues() = 0;

  // What waits for the store's threads; each fails once `limit` wait.
  struct Backlog {
    std::size_t writes = 0;
    std::size_t reads = 0;
    std::size_t limit = 0;
  };
  virtual Backlog backlog() const { return {}; }
};

struct Options {
  std::string url;       // `sqlite://<file>`; PostgreSQL by `postgresql://…` once its engine is there
  std::string key_file;  // 32 random bytes that encrypt secrets at rest; made (0600) if missing
  std::size_t reader_threads = 2;
};

// Opens (creating and migrating as needed). Blocks: for start-up, before the control thread serves calls. The Store's
// threads end with it; what was handed over before is written first.
Result<std::unique_ptr<Store>> open(const Options& options, const Executor& control);

}  // namespace ringback::store
