#pragma once

#include <boost/json/value.hpp>
#include <string>
#include <string_view>

#include "store/time.hpp"

// How members of resources are written.
namespace ringback::api {

// RFC 2822; null for a time that is not yet: one library's parser raises on an empty text.
boost::json::value date_value(store::Millis time);
// ISO 8601, as the resources below `/v1` have it.
boost::json::value iso_date_value(store::Millis time);
// Always UTF-8.
boost::json::value text_value(std::string_view text);
boost::json::value text_or_null(std::string_view text);

// `(415) 867-5309` for a number in North America, any other as it is.
std::string formatted_number(std::string_view e164);

}  // namespace ringback::api
