#include "store/due_callbacks.hpp"

#include "store/sql/kinds.hpp"
#include "store/table/call_trails.hpp"

namespace ringback::store {
namespace {

class SqlDueCallbacks final : public DueCallbacks {
 public:
  explicit SqlDueCallbacks(Database& database) : database_(database) {}

  Task<Result<std::vector<DueCallback>>> list() override {
    return database_.read<std::vector<DueCallback>>(table::due_callbacks);
  }
  Task<Result<void>> add(DueCallback due) override {
    return database_.write([due = std::move(due)](soci::session& sql) { table::leave_due(sql, {due}); });
  }
  Task<Result<void>> remove(std::string sid) override {
    return database_.write([sid = std::move(sid)](soci::session& sql) { table::remove_due_callback(sql, sid); });
  }

 private:
  Database& database_;
};

}  // namespace

std::unique_ptr<DueCallbacks> make_due_callbacks(Database& database) {
  return std::make_unique<SqlDueCallbacks>(database);
}

}  // namespace ringback::store
