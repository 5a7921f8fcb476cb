#include "store/applications.hpp"

#include "store/sql/collection.hpp"
#include "store/sql/kinds.hpp"
#include "store/table/applications.hpp"

namespace ringback::store {

std::unique_ptr<Applications> make_applications(Database& database) {
  return std::make_unique<SqlCollection<Applications>>(database);
}

}  // namespace ringback::store
