#pragma once

#include <soci/soci.h>

#include <string>
#include <vector>

#include "store/time.hpp"
#include "store/usage.hpp"

namespace ringback::store::table {

// Answered calls that have ended, by the day on which they were made, its party and their direction.
std::vector<Usage> usage_of_calls(soci::session& sql, const std::string& account_sid, Millis from, Millis until);

// Recordings that are complete, deleted ones too.
std::vector<Usage> usage_of_recordings(soci::session& sql, const std::string& account_sid, Millis from, Millis until);

}  // namespace ringback::store::table
