#pragma once

#include "store/calls.hpp"
#include "store/table/table.hpp"

// What is to be done about calls even after a crash.
namespace ringback::store::table {

void leave_due(soci::session& sql, const std::vector<DueCallback>& due);
void leave_trail(soci::session& sql, const std::string& call_sid, const CallTrail& trail);

Result<std::vector<OpenCall>> open_calls(soci::session& sql);

Result<std::vector<DueCallback>> due_callbacks(soci::session& sql);
void remove_due_callback(soci::session& sql, const std::string& sid);

void sign_of_life(soci::session& sql, Millis now);
Result<std::optional<Millis>> last_sign_of_life(soci::session& sql);

}  // namespace ringback::store::table
