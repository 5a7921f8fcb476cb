#include "store/sip_credentials.hpp"

#include "store/sql/collection.hpp"
#include "store/sql/kinds.hpp"
#include "store/table/sip_credentials.hpp"

namespace ringback::store {

std::unique_ptr<SipCredentials> make_sip_credentials(Database& database) {
  return std::make_unique<UniqueSqlCollection<SipCredentials>>(database);
}

}  // namespace ringback::store
