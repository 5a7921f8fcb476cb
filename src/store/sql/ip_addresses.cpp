#include "store/ip_addresses.hpp"

#include "store/sql/collection.hpp"
#include "store/sql/kinds.hpp"
#include "store/table/ip_addresses.hpp"

namespace ringback::store {

std::unique_ptr<IpAddresses> make_ip_addresses(Database& database) {
  return std::make_unique<UniqueSqlCollection<IpAddresses>>(database);
}

}  // namespace ringback::store
