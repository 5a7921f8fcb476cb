#include "store/api_keys.hpp"

#include "store/sql/collection.hpp"
#include "store/sql/kinds.hpp"
#include "store/table/api_keys.hpp"

namespace ringback::store {

std::unique_ptr<ApiKeys> make_api_keys(Database& database) {
  return std::make_unique<SqlCollection<ApiKeys>>(database);
}

}  // namespace ringback::store
