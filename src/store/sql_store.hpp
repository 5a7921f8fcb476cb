#pragma once

#include "store/cipher.hpp"
#include "store/sql_conferences.hpp"
#include "store/sql_queues.hpp"
#include "store/store.hpp"
#include "store/table/sql_collections.hpp"
#include "store/threads.hpp"

namespace ringback::store {

// The Store on any engine that SOCI speaks. The sessions are open and their schema is up to date.
class SqlStore final : public Store {
 public:
  SqlStore(const Cipher& cipher, Session writer, std::vector<Session> readers);

  Task<Result<std::optional<Account>>> account(std::string sid) override;
  Task<Result<std::optional<Account>>> first_account() override;
  Task<Result<void>> save(Account account) override;

  Task<Result<std::optional<ApiKey>>> api_key(std::string account_sid, std::string sid) override;
  Task<Result<void>> save(ApiKey key) override;

  Task<Result<std::optional<IncomingPhoneNumber>>> number(std::string account_sid, std::string sid) override;
  Task<Result<std::optional<IncomingPhoneNumber>>> number_by_e164(std::string phone_number) override;
  Task<Result<Rows<IncomingPhoneNumber>>> numbers(std::string account_sid, NumberFilter filter, Page page) override;
  Task<Result<void>> save(IncomingPhoneNumber number) override;
  Task<Result<Removed>> remove_number(std::string account_sid, std::string sid) override;

  Task<Result<std::optional<Application>>> application(std::string account_sid, std::string sid) override;
  Task<Result<Rows<Application>>> applications(std::string account_sid, std::string friendly_name, Page page) override;
  Task<Result<void>> save(Application application) override;
  Task<Result<Removed>> remove_application(std::string account_sid, std::string sid) override;

  Task<Result<void>> replace_configuration(std::vector<AvailableNumber> numbers, std::vector<Trunk> trunks,
                                           std::vector<Phone> phones) override;
  Task<Result<std::vector<AvailableNumber>>> available_numbers() override;
  Task<Result<std::vector<AvailableNumber>>> free_numbers(std::string account_sid) override;
  Task<Result<std::vector<Trunk>>> trunks() override;
  Task<Result<std::vector<Phone>>> phones() override;

  Task<Result<std::optional<Call>>> call(std::string account_sid, std::string sid) override;
  Task<Result<Rows<Call>>> calls(std::string account_sid, CallFilter filter, Page page) override;
  Task<Result<void>> save(Call call, CallTrail trail) override;
  Task<Result<void>> add(Notification notification) override;
  Task<Result<Removed>> remove_call(std::string account_sid, std::string sid) override;
  Task<Result<std::optional<Notification>>> notification(std::string account_sid, std::string sid) override;
  Task<Result<Rows<Notification>>> notifications(std::string account_sid, NotificationFilter filter,
                                                 Page page) override;
  Collection<CallEvent>& call_events() override { return collections_.call_events; }
  Collection<OutgoingCallerId>& outgoing_caller_ids() override { return collections_.outgoing_caller_ids; }
  SipCollections sip() override;

  Task<Result<std::optional<Recording>>> recording(std::string account_sid, std::string sid) override;
  Task<Result<Rows<Recording>>> recordings(std::string account_sid, RecordingFilter filter, Page page) override;
  Task<Result<void>> save(Recording recording, std::vector<DueCallback> due) override;

  Task<Result<std::optional<Transcription>>> transcription(std::string account_sid, std::string sid) override;
  Task<Result<Rows<Transcription>>> transcriptions(std::string account_sid, std::string recording_sid,
                                                   Page page) override;
  Task<Result<void>> save(Transcription transcription, std::vector<DueCallback> due) override;
  Task<Result<void>> remove_transcription(std::string sid) override;
  Task<Result<std::vector<Transcription>>> open_transcriptions() override;

  Task<Result<std::vector<OpenCall>>> open_calls() override;
  Task<Result<std::vector<Recording>>> open_recordings() override;
  Task<Result<std::vector<DueCallback>>> due_callbacks() override;
  Task<Result<void>> remove_due_callback(std::string sid) override;
  Task<Result<void>> sign_of_life(Millis now) override;
  Task<Result<std::optional<Millis>>> last_sign_of_life() override;

  Conferences& conferences() override { return conferences_; }
  Queues& queues() override { return queues_; }

  Backlog backlog() const override;

 private:
  const Cipher cipher_;
  // Destroyed in reverse: what is queued to read is read while the cipher is there.
  Writer writer_;
  Readers readers_;
  SqlConferences conferences_;
  SqlQueues queues_;
  table::SqlCollections collections_{cipher_, writer_.queue(), readers_.queue()};
};

}  // namespace ringback::store
