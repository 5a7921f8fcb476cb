#include "store/queues.hpp"

#include "store/sql/kinds.hpp"
#include "store/table/queues.hpp"

namespace ringback::store {
namespace {

class SqlQueues final : public Queues {
 public:
  explicit SqlQueues(Database& database) : database_(database) {}

  Task<Result<std::vector<Queue>>> all() override {
    return database_.read<std::vector<Queue>>(
        [](soci::session& sql) { return Result<std::vector<Queue>>(table::select<Queue>(sql)); });
  }
  Task<Result<void>> save(Queue queue) override { return database_.save(std::move(queue)); }
  Task<Result<void>> remove(std::string sid) override {
    return database_.write([sid = std::move(sid)](soci::session& sql) {
      table::remove<Queue>(sql, table::Conditions().equal("sid", sid));
    });
  }

 private:
  Database& database_;
};

}  // namespace

std::unique_ptr<Queues> make_queues(Database& database) {
  return std::make_unique<SqlQueues>(database);
}

}  // namespace ringback::store
