#include "store/table/calls.hpp"

namespace ringback::store::table {

void narrow(Conditions& conditions, const CallFilter& filter) {
  conditions.equal_if("to_party", filter.to)
      .equal_if("from_party", filter.from)
      .equal_if("status", filter.status)
      .equal_if("parent_call_sid", filter.parent_call_sid)
      .between("start_time", filter.start_time_from, filter.start_time_until)
      .between("end_time", filter.end_time_from, filter.end_time_until);
}

}  // namespace ringback::store::table
