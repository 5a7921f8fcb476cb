#include "store/signs_of_life.hpp"

#include "store/sql/kinds.hpp"
#include "store/table/call_trails.hpp"

namespace ringback::store {
namespace {

class SqlSignsOfLife final : public SignsOfLife {
 public:
  explicit SqlSignsOfLife(Database& database) : database_(database) {}

  Task<Result<void>> leave(Millis now) override {
    return database_.write([now](soci::session& sql) { table::sign_of_life(sql, now); });
  }
  Task<Result<std::optional<Millis>>> last() override {
    return database_.read<std::optional<Millis>>(table::last_sign_of_life);
  }

 private:
  Database& database_;
};

}  // namespace

std::unique_ptr<SignsOfLife> make_signs_of_life(Database& database) {
  return std::make_unique<SqlSignsOfLife>(database);
}

}  // namespace ringback::store
