#pragma once

#include "store/table/rest.hpp"
#include "store/table/sql_collection.hpp"

namespace ringback::store::table {

// All that are there.
struct SqlCollections {
  SqlCollections(const Cipher& cipher, JobQueue& writer, JobQueue& readers)
      : call_events(cipher, writer, readers),
        outgoing_caller_ids(cipher, writer, readers),
        domains(cipher, writer, readers),
        credential_lists(cipher, writer, readers),
        credentials(cipher, writer, readers),
        ip_access_control_lists(cipher, writer, readers),
        ip_addresses(cipher, writer, readers),
        mappings(cipher, writer, readers) {}

  SqlCollection<CallEvent> call_events;
  SqlCollection<OutgoingCallerId> outgoing_caller_ids;
  SqlCollection<SipDomain> domains;
  SqlCollection<SipCredentialList> credential_lists;
  SqlCollection<SipCredential> credentials;
  SqlCollection<IpAccessControlList> ip_access_control_lists;
  SqlCollection<IpAddress> ip_addresses;
  SqlCollection<SipMapping> mappings;
};

}  // namespace ringback::store::table
