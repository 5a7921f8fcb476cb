#include "store/sql_queues.hpp"

#include "store/ask.hpp"
#include "store/table/queues.hpp"

namespace ringback::store {

Task<Result<std::vector<Queue>>> SqlQueues::all() {
  return ask<std::vector<Queue>>(
      readers_, [](soci::session& sql) { return Result<std::vector<Queue>>(table::select<Queue>(sql)); });
}

Task<Result<void>> SqlQueues::save(Queue queue) {
  return write(writer_, [queue = std::move(queue)](soci::session& sql) { table::upsert(sql, queue); });
}

Task<Result<void>> SqlQueues::remove(std::string sid) {
  return write(writer_, [sid = std::move(sid)](soci::session& sql) {
    sql << "DELETE FROM queues WHERE sid = :sid", soci::use(sid);
  });
}

}  // namespace ringback::store
