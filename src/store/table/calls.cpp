#include "store/table/calls.hpp"

namespace ringback::store::table {
Rows<Call> list_calls(soci::session& sql, const std::string& account_sid, const CallFilter& filter, const Page& page) {
  Conditions conditions;
  conditions.equal("account_sid", account_sid)
      .equal_if("to_party", filter.to)
      .equal_if("from_party", filter.from)
      .equal_if("status", filter.status)
      .equal_if("parent_call_sid", filter.parent_call_sid)
      .between("start_time", filter.start_time_from, filter.start_time_until)
      .between("end_time", filter.end_time_from, filter.end_time_until);
  return select_page<Call>(sql, std::move(conditions), page);
}

}  // namespace ringback::store::table
