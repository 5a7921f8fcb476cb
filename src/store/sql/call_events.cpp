#include "store/call_events.hpp"

#include "store/sql/collection.hpp"
#include "store/sql/kinds.hpp"
#include "store/table/call_events.hpp"
#include "store/table/expiry.hpp"

namespace ringback::store {
namespace {

class SqlCallEvents final : public SqlCollection<CallEvents> {
 public:
  SqlCallEvents(Database& database, std::size_t per_call) : SqlCollection(database), per_call_(per_call) {}

  Task<Result<void>> save(CallEvent event) override {
    return database().write([event = std::move(event), kept = per_call_](soci::session& sql) {
      table::upsert(sql, event);
      table::keep_newest(sql, table::expiring_call_events, event.call_sid, kept);
    });
  }

 private:
  const std::size_t per_call_;
};

}  // namespace

std::unique_ptr<CallEvents> make_call_events(Database& database, std::size_t per_call) {
  return std::make_unique<SqlCallEvents>(database, per_call);
}

}  // namespace ringback::store
