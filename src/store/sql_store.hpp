#pragma once

#include "store/accounts.hpp"
#include "store/api_keys.hpp"
#include "store/applications.hpp"
#include "store/call_events.hpp"
#include "store/calls.hpp"
#include "store/conferences.hpp"
#include "store/configured.hpp"
#include "store/due_callbacks.hpp"
#include "store/expiry.hpp"
#include "store/incoming_phone_numbers.hpp"
#include "store/ip_access_control_lists.hpp"
#include "store/ip_addresses.hpp"
#include "store/notifications.hpp"
#include "store/outgoing_caller_ids.hpp"
#include "store/queues.hpp"
#include "store/recordings.hpp"
#include "store/signs_of_life.hpp"
#include "store/sip_credential_lists.hpp"
#include "store/sip_credentials.hpp"
#include "store/sip_domains.hpp"
#include "store/sip_mappings.hpp"
#include "store/sql/kinds.hpp"
#include "store/store.hpp"
#include "store/transcriptions.hpp"

namespace ringback::store {

// The Store on any engine that SOCI speaks. The sessions are open and their schema is up to date.
class SqlStore final : public Store {
 public:
  SqlStore(const Cipher& cipher, Connection writer, std::vector<Connection> readers, std::size_t events_per_call)
      : database_(cipher, std::move(writer), std::move(readers)), events_per_call_(events_per_call) {}

  Accounts& accounts() override { return *accounts_; }
  ApiKeys& api_keys() override { return *api_keys_; }
  Applications& applications() override { return *applications_; }
  CallEvents& call_events() override { return *call_events_; }
  Calls& calls() override { return *calls_; }
  Conferences& conferences() override { return *conferences_; }
  Configured& configured() override { return *configured_; }
  DueCallbacks& due_callbacks() override { return *due_callbacks_; }
  Expiry& expiry() override { return *expiry_; }
  IncomingPhoneNumbers& incoming_phone_numbers() override { return *incoming_phone_numbers_; }
  IpAccessControlLists& ip_access_control_lists() override { return *ip_access_control_lists_; }
  IpAddresses& ip_addresses() override { return *ip_addresses_; }
  Notifications& notifications() override { return *notifications_; }
  OutgoingCallerIds& outgoing_caller_ids() override { return *outgoing_caller_ids_; }
  Queues& queues() override { return *queues_; }
  Recordings& recordings() override { return *recordings_; }
  SignsOfLife& signs_of_life() override { return *signs_of_life_; }
  SipCredentialLists& sip_credential_lists() override { return *sip_credential_lists_; }
  SipCredentials& sip_credentials() override { return *sip_credentials_; }
  SipDomains& sip_domains() override { return *sip_domains_; }
  SipMappings& sip_mappings() override { return *sip_mappings_; }
  Transcriptions& transcriptions() override { return *transcriptions_; }

  Backlog backlog() const override { return database_.backlog(); }

 private:
  Database database_;
  const std::size_t events_per_call_;
  const std::unique_ptr<Accounts> accounts_ = make_accounts(database_);
  const std::unique_ptr<ApiKeys> api_keys_ = make_api_keys(database_);
  const std::unique_ptr<Applications> applications_ = make_applications(database_);
  const std::unique_ptr<CallEvents> call_events_ = make_call_events(database_, events_per_call_);
  const std::unique_ptr<Calls> calls_ = make_calls(database_);
  const std::unique_ptr<Conferences> conferences_ = make_conferences(database_);
  const std::unique_ptr<Configured> configured_ = make_configured(database_);
  const std::unique_ptr<DueCallbacks> due_callbacks_ = make_due_callbacks(database_);
  const std::unique_ptr<Expiry> expiry_ = make_expiry(database_);
  const std::unique_ptr<IncomingPhoneNumbers> incoming_phone_numbers_ = make_incoming_phone_numbers(database_);
  const std::unique_ptr<IpAccessControlLists> ip_access_control_lists_ = make_ip_access_control_lists(database_);
  const std::unique_ptr<IpAddresses> ip_addresses_ = make_ip_addresses(database_);
  const std::unique_ptr<Notifications> notifications_ = make_notifications(database_, events_per_call_);
  const std::unique_ptr<OutgoingCallerIds> outgoing_caller_ids_ = make_outgoing_caller_ids(database_);
  const std::unique_ptr<Queues> queues_ = make_queues(database_);
  const std::unique_ptr<Recordings> recordings_ = make_recordings(database_);
  const std::unique_ptr<SignsOfLife> signs_of_life_ = make_signs_of_life(database_);
  const std::unique_ptr<SipCredentialLists> sip_credential_lists_ = make_sip_credential_lists(database_);
  const std::unique_ptr<SipCredentials> sip_credentials_ = make_sip_credentials(database_);
  const std::unique_ptr<SipDomains> sip_domains_ = make_sip_domains(database_);
  const std::unique_ptr<SipMappings> sip_mappings_ = make_sip_mappings(database_);
  const std::unique_ptr<Transcriptions> transcriptions_ = make_transcriptions(database_);
};

}  // namespace ringback::store
