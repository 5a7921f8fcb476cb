#pragma once

#include <optional>
#include <string_view>

#include "api/form.hpp"
#include "store/time.hpp"

namespace ringback::api {

// A half-open range of time, 0 at an end that is open.
struct TimeRange {
  store::Millis from = 0;
  store::Millis until = 0;
};

// The time that `text` names: a day in UTC (`2009-07-06`) or a second (`2009-07-06T12:00:00Z`, an offset or none
// instead of `Z`, a blank for the `T`).
std::optional<TimeRange> parse_date(std::string_view text);

// The filters `name`, `name<` and `name>`. On the wire `StartTime>=2009-07-06` is a parameter called `StartTime>`, so
// `>` includes its instant. 20422 for what is no date.
Result<TimeRange> read_time_range(Form& form, std::string_view name);

}  // namespace ringback::api
