#include "store/call_events.hpp"

#include "store/sql/collection.hpp"
#include "store/sql/kinds.hpp"
#include "store/table/call_events.hpp"

namespace ringback::store {

std::unique_ptr<CallEvents> make_call_events(Database& database) {
  return std::make_unique<SqlCollection<CallEvents>>(database);
}

}  // namespace ringback::store
