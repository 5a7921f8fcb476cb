#pragma once

#include <memory>

#include "store/sql/database.hpp"

// Each kind of record on SQL. They use the database that they are made with, and must not outlive it.
namespace ringback::store {

std::unique_ptr<Accounts> make_accounts(Database& database);
std::unique_ptr<ApiKeys> make_api_keys(Database& database);
std::unique_ptr<Applications> make_applications(Database& database);
std::unique_ptr<Calls> make_calls(Database& database);
std::unique_ptr<Conferences> make_conferences(Database& database);
std::unique_ptr<Configured> make_configured(Database& database);
std::unique_ptr<DueCallbacks> make_due_callbacks(Database& database);
std::unique_ptr<IncomingPhoneNumbers> make_incoming_phone_numbers(Database& database);
std::unique_ptr<Notifications> make_notifications(Database& database);
std::unique_ptr<Queues> make_queues(Database& database);
std::unique_ptr<Recordings> make_recordings(Database& database);
std::unique_ptr<SignsOfLife> make_signs_of_life(Database& database);
std::unique_ptr<Transcriptions> make_transcriptions(Database& database);

}  // namespace ringback::store
