#include "api/usage_period.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdio>

#include "api/date_filter.hpp"

namespace ringback::api {
namespace {

using std::chrono::day;
using std::chrono::days;
using std::chrono::month;
using std::chrono::months;
using std::chrono::year_month_day;

constexpr int longest_offset = 36'500;

using FirstDay = Day (*)(Day);

Day first_of_day(Day any) {
  return any;
}
Day first_of_month(Day any) {
  const year_month_day date(any);
  return date.year() / date.month() / day(1);
}
Day first_of_year(Day any) {
  return year_month_day(any).year() / month(1) / day(1);
}

// From the last to the first: each begins where `first_of` says.
std::vector<UsagePeriod> part(UsagePeriod whole, FirstDay first_of) {
  std::vector<UsagePeriod> out;
  for (Day last = whole.last; last >= whole.first; last = out.back().first - days(1)) {
    out.push_back({std::max(first_of(last), whole.first), last});
  }
  return out;
}

UsagePeriod named(std::string_view word, UsagePeriod whole, Day today) {
  if (word == "Today") return {today, today};
  if (word == "Yesterday") return {today - days(1), today - days(1)};
  if (word == "ThisMonth") return {first_of_month(today), today};
  if (word == "LastMonth") return {first_of_month(first_of_month(today) - days(1)), first_of_month(today) - days(1)};
  return whole;
}

bool is_named(std::string_view word) {
  constexpr auto words =
      std::to_array<std::string_view>({"", "AllTime", "Today", "Yesterday", "ThisMonth", "LastMonth"});
  return std::ranges::find(words, word) != words.end();
}

std::optional<Day> parse_offset(std::string_view text, Day today) {
  constexpr std::string_view unit = "days";
  if (!text.ends_with(unit)) return std::nullopt;
  text.remove_suffix(unit.size());
  if (text.starts_with('+')) text.remove_prefix(1);
  int number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc() || end != text.data() + text.size() || std::abs(number) > longest_offset)
    return std::nullopt;
  return today + days(number);
}

}  // namespace

std::optional<Day> parse_day(std::string_view text, Day today) {
  if (const auto offset = parse_offset(text, today)) return offset;
  const auto range = parse_date(text);
  if (!range) return std::nullopt;
  return std::chrono::floor<days>(
      std::chrono::sys_time<std::chrono::milliseconds>(std::chrono::milliseconds(range->from)));
}

std::string day_text(Day any) {
  const year_month_day date(any);
  std::array<char, 32> text{};
  const int size = std::snprintf(text.data(), text.size(), "%04d-%02u-%02u", static_cast<int>(date.year()),
                                 static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()));
  return {text.data(), static_cast<std::size_t>(size)};
}

std::optional<std::vector<UsagePeriod>> usage_periods(std::string_view word, UsagePeriod whole, Day today) {
  if (word == "Daily") return part(whole, first_of_day);
  if (word == "Monthly") return part(whole, first_of_month);
  if (word == "Yearly") return part(whole, first_of_year);
  if (!is_named(word)) return std::nullopt;
  UsagePeriod one = named(word, whole, today);
  one = {std::max(one.first, whole.first), std::min(one.last, whole.last)};
  if (one.last < one.first) return std::vector<UsagePeriod>();
  return std::vector{one};
}

}  // namespace ringback::api
