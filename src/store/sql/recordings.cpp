#include "store/recordings.hpp"

#include <algorithm>
#include <iterator>

#include "store/sql/collection.hpp"
#include "store/sql/kinds.hpp"
#include "store/table/call_trails.hpp"
#include "store/table/recordings.hpp"
#include "store/table/usage.hpp"

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
      std::vector<Recording> open;
      for (const auto* status : {"in-progress", "paused", "stopped"}) {
        auto rows = table::select<Recording>(sql, table::Conditions().equal("status", status));
        std::move(rows.begin(), rows.end(), std::back_inserter(open));
      }
      return Result<std::vector<Recording>>(std::move(open));
    });
  }
  Task<Result<std::vector<Usage>>> used(std::string account_sid, Millis from, Millis until) override {
    return database().read<std::vector<Usage>>([account_sid = std::move(account_sid), from, until](soci::session& sql) {
      return Result<std::vector<Usage>>(table::usage_of_recordings(sql, account_sid, from, until));
    });
  }
};

}  // namespace

std::unique_ptr<Recordings> make_recordings(Database& database) {
  return std::make_unique<SqlRecordings>(database);
}

}  // namespace ringback::store
