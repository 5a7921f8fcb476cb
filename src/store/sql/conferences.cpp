#include "store/conferences.hpp"

#include "store/sql/collection.hpp"
#include "store/sql/kinds.hpp"
#include "store/table/call_trails.hpp"
#include "store/table/conferences.hpp"

namespace ringback::store {
namespace {

class SqlConferences final : public SqlRecords<Conferences> {
 public:
  using SqlRecords::SqlRecords;

  Task<Result<void>> save(Conference conference, std::vector<DueCallback> due) override {
    return database().write([conference = std::move(conference), due = std::move(due)](soci::session& sql) {
      table::upsert(sql, conference);
      table::leave_due(sql, due);
    });
  }
  Task<Result<std::vector<Conference>>> open() override {
    return database().read<std::vector<Conference>>([](soci::session& sql) {
      return Result<std::vector<Conference>>(
          table::select<Conference>(sql, table::Conditions().differ("status", "completed")));
    });
  }
};

}  // namespace

std::unique_ptr<Conferences> make_conferences(Database& database) {
  return std::make_unique<SqlConferences>(database);
}

}  // namespace ringback::store
