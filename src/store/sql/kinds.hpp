#pragma once

#include <memory>

#include "store/sql/database.hpp"

// Each kind of record on SQL. They use the database that they are made with, and must not outlive it.
namespace ringback::store {

std::unique_ptr<Accounts> make_accounts(Database& database);
std::unique_ptr<ApiKeys> make_api_keys(Database& database);
std::unique_ptr<Applications> make_applications(Database& database);
std::unique_ptr<CallEvents> make_call_events(Database& database, std::size_t per_call);
std::unique_ptr<Calls> make_calls(Database& database);
std::unique_ptr<Conferences> make_conferences(Database& database);
std::unique_ptr<Configured> make_configured(Database& database);
std::unique_ptr<DueCallbacks> make_due_callbacks(Database& database);
std::unique_ptr<Expiry> make_expiry(Database& database);
std::unique_ptr<IncomingPhoneNumbers> make_incoming_phone_numbers(Database& database);
std::unique_ptr<IpAccessControlLists> make_ip_access_control_lists(Database& database);
std::unique_ptr<IpAddresses> make_ip_addresses(Database& database);
std::unique_ptr<Notifications> make_notifications(Database& database, std::size_t per_call);
std::unique_ptr<OutgoingCallerIds> make_outgoing_caller_ids(Database& database);
std::unique_ptr<Queues> make_queues(Database& database);
std::unique_ptr<Recordings> make_recordings(Database& database);
std::unique_ptr<SignsOfLife> make_signs_of_life(Database& database);
std::unique_ptr<SipCredentialLists> make_sip_credential_lists(Database& database);
std::unique_ptr<SipCredentials> make_sip_credentials(Database& database);
std::unique_ptr<SipDomains> make_sip_domains(Database& database);
std::unique_ptr<SipMappings> make_sip_mappings(Database& database);
std::unique_ptr<Transcriptions> make_transcriptions(Database& database);

}  // namespace ringback::store
