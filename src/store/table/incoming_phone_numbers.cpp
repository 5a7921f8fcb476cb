#include "store/table/incoming_phone_numbers.hpp"

namespace ringback::store::table {

void unbind_application(soci::session& sql, const std::string& application_sid) {
  sql << "UPDATE incoming_phone_numbers SET voice_application_sid = '' WHERE voice_application_sid = :sid",
      soci::use(application_sid);
}

Result<void> save_number(soci::session& sql, const IncomingPhoneNumber& number) {
  // One thread writes, so nobody comes between the question and the answer; the unique index guards other processes.
  const auto owned = select_one<IncomingPhoneNumber>(sql, Conditions().equal("phone_number", number.phone_number));
  if (owned && owned->sid != number.sid) return Error{21422, number.phone_number + " is not available"};
  upsert(sql, number);
  return {};
}

}  // namespace ringback::store::table
