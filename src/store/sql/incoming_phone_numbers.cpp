#include "store/incoming_phone_numbers.hpp"

#include "store/sql/collection.hpp"
#include "store/sql/kinds.hpp"
#include "store/table/incoming_phone_numbers.hpp"

namespace ringback::store {
namespace {

class SqlNumbers final : public SqlCollection<IncomingPhoneNumbers> {
 public:
  using SqlCollection::SqlCollection;

  Task<Result<std::optional<IncomingPhoneNumber>>> find_number(std::string e164) override {
    return database().find<IncomingPhoneNumber>(table::Conditions().equal("phone_number", std::move(e164)));
  }
  Task<Result<void>> save(IncomingPhoneNumber number) override {
    return database().change<void>(
        [number = std::move(number)](soci::session& sql) { return table::save_number(sql, number); });
  }
};

}  // namespace

std::unique_ptr<IncomingPhoneNumbers> make_incoming_phone_numbers(Database& database) {
  return std::make_unique<SqlNumbers>(database);
}

}  // namespace ringback::store
