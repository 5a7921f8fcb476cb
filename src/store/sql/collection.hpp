#pragma once

#include <string>
#include <utility>

#include "store/collection.hpp"
#include "store/sql/database.hpp"

namespace ringback::store {

// Any Records whose table has the columns account_sid, sid and date_created. What a filter asks for is said by
// `table::narrow(Conditions&, const Filter&)`.
template <class Interface>
class SqlRecords : public Interface {
 public:
  using Row = typename Interface::Row;
  using Filter = typename Interface::Filter;
  explicit SqlRecords(Database& database) : database_(database) {}

  Task<Result<std::optional<Row>>> find(std::string account_sid, std::string sid) override {
    return database_.find<Row>(owned(std::move(account_sid), std::move(sid)));
  }
  Task<Result<Rows<Row>>> list(std::string account_sid, Filter filter, Page page) override {
    table::Conditions conditions;
    conditions.equal("account_sid", std::move(account_sid));
    narrow(conditions, filter);
    return database_.list<Row>(std::move(conditions), std::move(page));
  }

 protected:
  static table::Conditions owned(std::string account_sid, std::string sid) {
    return table::Conditions().equal("account_sid", std::move(account_sid)).equal("sid", std::move(sid));
  }
  Database& database() { return database_; }

 private:
  Database& database_;
};

template <class Interface>
class SqlCollection : public SqlRecords<Interface> {
 public:
  using Row = typename Interface::Row;
  using SqlRecords<Interface>::SqlRecords;

  Task<Result<void>> save(Row row) override { return this->database().save(std::move(row)); }
  Task<Result<bool>> remove(std::string account_sid, std::string sid) override {
    auto conditions = SqlRecords<Interface>::owned(std::move(account_sid), std::move(sid));
    return this->database().template change<bool>([conditions = std::move(conditions)](soci::session& sql) {
      return Result<bool>(boost::system::in_place_value, table::remove<Row>(sql, conditions) > 0);
    });
  }
};

// Of which one row may stand against another: `Table::rivals_of(row)` says which, `Table::taken(row)` how it is
// refused. One thread writes, so nobody comes between the question and the answer; unique indexes guard other
// processes.
template <class Interface>
class UniqueSqlCollection : public SqlCollection<Interface> {
 public:
  using Row = typename Interface::Row;
  using SqlCollection<Interface>::SqlCollection;

  Task<Result<void>> save(Row row) override {
    return this->database().template change<void>(
        [&cipher = this->database().cipher(), row = std::move(row)](soci::session& sql) -> Result<void> {
          const auto rival = table::select_one<Row>(sql, table::Table<Row>::rivals_of(row));
          if (rival && rival->sid != row.sid) return table::Table<Row>::taken(row);
          table::upsert(sql, table::sealed(row, cipher));
          return {};
        });
  }
};

}  // namespace ringback::store
