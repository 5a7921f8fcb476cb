#include "store/table/expiry.hpp"

namespace ringback::store::table {
namespace {

// More than one write adds: what an older program left is gone soon.
constexpr int at_once = 20;

std::string removal(const Expiring& rows, const std::string& those) {
  const std::string table(rows.table);
  return "DELETE FROM " + table + " WHERE sid IN (SELECT sid FROM " + table + " WHERE " + those + ")";
}

}  // namespace

std::size_t remove_older(soci::session& sql, const Expiring& rows, Millis before, std::size_t at_most) {
  const std::string date(rows.date);
  const std::string those = date + " < :before ORDER BY " + date + ", sid LIMIT " + std::to_string(at_most);
  soci::statement statement(sql);
  statement.exchange(soci::use(before, "before"));
  statement.alloc();
  statement.prepare(removal(rows, those), soci::details::st_one_time_query);
  statement.define_and_bind();
  statement.execute(true);
  return static_cast<std::size_t>(statement.get_affected_rows());
}

void keep_newest(soci::session& sql, const Expiring& rows, const std::string& call_sid, std::size_t kept) {
  const std::string order = " ORDER BY " + std::string(rows.date) + " DESC, sid DESC";
  const std::string limit = " LIMIT " + std::to_string(at_once) + " OFFSET " + std::to_string(kept);
  sql << removal(rows, "call_sid = :sid" + order + limit), soci::use(call_sid);
}

}  // namespace ringback::store::table
