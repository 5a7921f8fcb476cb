#include "store/recordings.hpp"

#include "store/sql/collection.hpp"
#include "store/sql/kinds.hpp"
#include "store/table/call_trails.hpp"
#include "store/table/recordings.hpp"

namespace ringback::store {
namespace {

class SqlRecordings final : public SqlRecords<Recordings> {
 public:
  using SqlRecords::SqlRecords;

  Task<Result<void>> save(Recording recording, std::vector<DueCallback> due) override {
    return database().write([recording = std::move(recording), due = std::move(due)](soci::session& sql) {
      table::upsert(sql, recording);
      table::leave_due(sql, due);
    });
  }
  Task<Result<std::vector<Recording>>> open() override {
    return database().read<std::vector<Recording>>([](soci::session& sql) {
      return Result<std::vector<Recording>>(
          table::select<Recording>(sql, table::Conditions().equal("status", "in-progress")));
    });
  }
};

}  // namespace

std::unique_ptr<Recordings> make_recordings(Database& database) {
  return std::make_unique<SqlRecordings>(database);
}

}  // namespace ringback::store
