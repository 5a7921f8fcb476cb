#include "store/table/calls.hpp"

namespace ringback::store::table {
namespace {

void remove_all_of(soci::session& sql, const std::string& sid) {
  for (const auto* table : {"notifications", "call_events", "open_calls"}) {
    sql << "DELETE FROM " << table << " WHERE call_sid = :sid", soci::use(sid);
  }
  remove<Call>(sql, Conditions().equal("sid", sid));
}

}  // namespace

bool remove_call(soci::session& sql, const std::string& account_sid, const std::string& sid) {
  if (!select_one<Call>(sql, Conditions().equal("account_sid", account_sid).equal("sid", sid))) return false;
  for (const Call& child : select<Call>(sql, Conditions().equal("parent_call_sid", sid))) remove_all_of(sql, child.sid);
  remove_all_of(sql, sid);
  return true;
}

void narrow(Conditions& conditions, const CallFilter& filter) {
  conditions.equal_if("to_party", filter.to)
      .equal_if("from_party", filter.from)
      .equal_if("status", filter.status)
      .equal_if("parent_call_sid", filter.parent_call_sid)
      .between("start_time", filter.start_time_from, filter.start_time_until)
      .between("end_time", filter.end_time_from, filter.end_time_until);
}

}  // namespace ringback::store::table
