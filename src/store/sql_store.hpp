#pragma once

#include "store/accounts.hpp"
#include "store/api_keys.hpp"
#include "store/applications.hpp"
#include "store/calls.hpp"
#include "store/conferences.hpp"
#include "store/configured.hpp"
#include "store/due_callbacks.hpp"
#include "store/incoming_phone_numbers.hpp"
#include "store/notifications.hpp"
#include "store/queues.hpp"
#include "store/recordings.hpp"
#include "store/signs_of_life.hpp"
#include "store/sql/kinds.hpp"
#include "store/store.hpp"
#include "store/transcriptions.hpp"

namespace ringback::store {

// The Store on any engine that SOCI speaks. The sessions are open and their schema is up to date.
class SqlStore final : public Store {
 public:
  SqlStore(const Cipher& cipher, Session writer, std::vector<Session> readers)
      : database_(cipher, std::move(writer), std::move(readers)) {}

  Accounts& accounts() override { return *accounts_; }
  ApiKeys& api_keys() override { return *api_keys_; }
  Applications& applications() override { return *applications_; }
  Calls& calls() override { return *calls_; }
  Conferences& conferences() override { return *conferences_; }
  Configured& configured() override { return *configured_; }
  DueCallbacks& due_callbacks() override { return *due_callbacks_; }
  IncomingPhoneNumbers& incoming_phone_numbers() override { return *incoming_phone_numbers_; }
  Notifications& notifications() override { return *notifications_; }
  Queues& queues() override { return *queues_; }
  Recordings& recordings() override { return *recordings_; }
  SignsOfLife& signs_of_life() override { return *signs_of_life_; }
  Transcriptions& transcriptions() override { return *transcriptions_; }

  Backlog backlog() const override { return database_.backlog(); }

 private:
  Database database_;
  const std::unique_ptr<Accounts> accounts_ = make_accounts(database_);
  const std::unique_ptr<ApiKeys> api_keys_ = make_api_keys(database_);
  const std::unique_ptr<Applications> applications_ = make_applications(database_);
  const std::unique_ptr<Calls> calls_ = make_calls(database_);
  const std::unique_ptr<Conferences> conferences_ = make_conferences(database_);
  const std::unique_ptr<Configured> configured_ = make_configured(database_);
  const std::unique_ptr<DueCallbacks> due_callbacks_ = make_due_callbacks(database_);
  const std::unique_ptr<IncomingPhoneNumbers> incoming_phone_numbers_ = make_incoming_phone_numbers(database_);
  const std::unique_ptr<Notifications> notifications_ = make_notifications(database_);
  const std::unique_ptr<Queues> queues_ = make_queues(database_);
  const std::unique_ptr<Recordings> recordings_ = make_recordings(database_);
  const std::unique_ptr<SignsOfLife> signs_of_life_ = make_signs_of_life(database_);
  const std::unique_ptr<Transcriptions> transcriptions_ = make_transcriptions(database_);
};

}  // namespace ringback::store
