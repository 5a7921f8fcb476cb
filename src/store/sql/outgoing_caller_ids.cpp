#include "store/outgoing_caller_ids.hpp"

#include "store/sql/collection.hpp"
#include "store/sql/kinds.hpp"
#include "store/table/outgoing_caller_ids.hpp"

namespace ringback::store {

std::unique_ptr<OutgoingCallerIds> make_outgoing_caller_ids(Database& database) {
  return std::make_unique<SqlCollection<OutgoingCallerIds>>(database);
}

}  // namespace ringback::store
