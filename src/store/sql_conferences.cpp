#include "store/sql_conferences.hpp"

#include "store/ask.hpp"
#include "store/table/call_trails.hpp"
#include "store/table/conferences.hpp"

namespace ringback::store {

Task<Result<std::optional<Conference>>> SqlConferences::conference(std::string account_sid, std::string sid) {
  return one<Conference>(readers_, owned(std::move(account_sid), std::move(sid)));
}

Task<Result<Rows<Conference>>> SqlConferences::conferences(std::string account_sid, ConferenceFilter filter,
                                                           Page page) {
  table::Conditions conditions;
  conditions.equal("account_sid", std::move(account_sid))
      .equal_if("friendly_name", std::move(filter.friendly_name))
      .equal_if("status", std::move(filter.status))
      .between("date_created", filter.created_from, filter.created_until)
      .between("date_updated", filter.updated_from, filter.updated_until);
  return page_of<Conference>(readers_, std::move(conditions), std::move(page));
}

Task<Result<void>> SqlConferences::save(Conference conference, std::vector<DueCallback> due) {
  return write(writer_, [conference = std::move(conference), due = std::move(due)](soci::session& sql) {
    table::upsert(sql, conference);
    table::leave_due(sql, due);
  });
}

Task<Result<void>> SqlConferences::add_due(DueCallback due) {
  return write(writer_, [due = std::move(due)](soci::session& sql) { table::leave_due(sql, {due}); });
}

Task<Result<void>> SqlConferences::told(std::string due_sid) {
  return write(writer_, [sid = std::move(due_sid)](soci::session& sql) { table::remove_due_callback(sql, sid); });
}

Task<Result<std::vector<Conference>>> SqlConferences::open_conferences() {
  return ask<std::vector<Conference>>(readers_, [](soci::session& sql) {
    return Result<std::vector<Conference>>(
        table::select<Conference>(sql, table::Conditions().differ("status", "completed")));
  });
}

}  // namespace ringback::store
