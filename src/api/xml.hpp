#pragma once

#include <string>
#include <string_view>

#include "api/context.hpp"

namespace ringback::api {

// `<TwilioResponse>` with the resource, or with the list whose envelope is written as attributes. Element names are
// the JSON names in PascalCase.
std::string to_xml(const Answer& answer);

// `date_created` → `DateCreated`.
std::string pascal_case(std::string_view snake_case);

// A scalar as text; null is empty.
std::string scalar_text(const boost::json::value& value);

}  // namespace ringback::api
