#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"

// The periods of Usage/Records, in days of UTC.
namespace ringback::api {

using Day = std::chrono::sys_days;

// Both ends are in it.
struct UsagePeriod {
  Day first;
  Day last;
};

// `2026-11-30`, or `-30days` from today; nothing for what is neither.
std::optional<Day> parse_day(std::string_view text, Day today);
std::string day_text(Day day);

// The days of `whole` as the word in the path parts them (Daily, Monthly, Yearly), newest first; or the one period that
// it names (AllTime, Today, Yesterday, ThisMonth, LastMonth), cut to `whole`. An empty word means AllTime. Nothing for
// a word that is no period.
std::optional<std::vector<UsagePeriod>> usage_periods(std::string_view word, UsagePeriod whole, Day today);

}  // namespace ringback::api
