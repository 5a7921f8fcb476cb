#include "store/transcriptions.hpp"

#include "store/sql/collection.hpp"
#include "store/sql/kinds.hpp"
#include "store/table/call_trails.hpp"
#include "store/table/transcriptions.hpp"

namespace ringback::store {
namespace {

class SqlTranscriptions final : public SqlRecords<Transcriptions> {
 public:
  using SqlRecords::SqlRecords;

  Task<Result<void>> save(Transcription transcription, std::vector<DueCallback> due) override {
    return database().write([transcription = std::move(transcription), due = std::move(due)](soci::session& sql) {
      table::upsert(sql, transcription);
      table::leave_due(sql, due);
    });
  }
  Task<Result<void>> remove(std::string sid) override {
    return database().write([sid = std::move(sid)](soci::session& sql) {
      table::remove<Transcription>(sql, table::Conditions().equal("sid", sid));
    });
  }
  Task<Result<std::vector<Transcription>>> open() override {
    return database().read<std::vector<Transcription>>([](soci::session& sql) {
      return Result<std::vector<Transcription>>(
          table::select<Transcription>(sql, table::Conditions().equal("status", "in-progress")));
    });
  }
};

}  // namespace

std::unique_ptr<Transcriptions> make_transcriptions(Database& database) {
  return std::make_unique<SqlTranscriptions>(database);
}

}  // namespace ringback::store
