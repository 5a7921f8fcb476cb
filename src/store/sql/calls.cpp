#include "store/calls.hpp"

#include "store/sql/collection.hpp"
#include "store/sql/kinds.hpp"
#include "store/table/call_trails.hpp"
#include "store/table/calls.hpp"
#include "store/table/usage.hpp"

namespace ringback::store {
namespace {

class SqlCalls final : public SqlRecords<Calls> {
 public:
  using SqlRecords::SqlRecords;

  Task<Result<void>> save(Call call, CallTrail trail) override {
    return database().write([call = std::move(call), trail = std::move(trail)](soci::session& sql) {
      table::upsert(sql, call);
      table::leave_trail(sql, call.sid, trail);
    });
  }
  Task<Result<bool>> remove(std::string account_sid, std::string sid) override {
    return database().change<bool>([account_sid = std::move(account_sid), sid = std::move(sid)](soci::session& sql) {
      return Result<bool>(boost::system::in_place_value, table::remove_call(sql, account_sid, sid));
    });
  }
  Task<Result<std::vector<OpenCall>>> open() override {
    return database().read<std::vector<OpenCall>>(table::open_calls);
  }
  Task<Result<std::vector<Usage>>> used(std::string account_sid, Millis from, Millis until) override {
    return database().read<std::vector<Usage>>([account_sid = std::move(account_sid), from, until](soci::session& sql) {
      return Result<std::vector<Usage>>(table::usage_of_calls(sql, account_sid, from, until));
    });
  }
};

}  // namespace

std::unique_ptr<Calls> make_calls(Database& database) {
  return std::make_unique<SqlCalls>(database);
}

}  // namespace ringback::store
