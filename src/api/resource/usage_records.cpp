#include "api/resource/usage_records.hpp"

#include <algorithm>
#include <array>
#include <span>

#include "api/error.hpp"
#include "api/listing.hpp"
#include "api/usage_period.hpp"
#include "store/calls.hpp"
#include "store/recordings.hpp"

namespace ringback::api::resource::usage_records {
namespace {

using std::chrono::days;
using store::Usage;

// Longer than any account lives: bounds what a list may have.
constexpr days most_days{3660};
constexpr days two_months{62};
constexpr store::Millis day_ms = 86'400'000;

struct Category {
  std::string_view name;
  std::string_view description;
  std::string_view unit;  // of the count
  bool (*has)(const Usage&);
};

bool is_call(const Usage& usage) {
  return !usage.direction.empty();
}

constexpr auto categories = std::to_array<Category>({
    {"calls", "Calls", "calls", is_call},
    {"calls-inbound", "Inbound calls", "calls", [](const Usage& usage) { return usage.direction == "inbound"; }},
    {"calls-outbound", "Outbound calls", "calls",
     [](const Usage& usage) { return is_call(usage) && usage.direction != "inbound"; }},
    {"calls-client", "Calls of clients", "calls", [](const Usage& usage) { return usage.party == "client"; }},
    {"calls-sip", "Calls of SIP addresses", "calls", [](const Usage& usage) { return usage.party == "sip"; }},
    {"recordings", "Recordings", "recordings", [](const Usage& usage) { return !is_call(usage); }},
    {"totalprice", "Price of all", "", [](const Usage&) { return false; }},
});

constexpr auto period_names = std::to_array<std::pair<const char*, const char*>>({
    {"all_time", "AllTime"},
    {"daily", "Daily"},
    {"last_month", "LastMonth"},
    {"monthly", "Monthly"},
    {"this_month", "ThisMonth"},
    {"today", "Today"},
    {"yearly", "Yearly"},
    {"yesterday", "Yesterday"},
});

// A row of the list.
struct Record {
  std::string sid;  // orders those of one day
  store::Millis date_created = 0;
  const Category* category = nullptr;
  UsagePeriod period;
  std::int64_t count = 0;
  std::int64_t minutes = 0;
};

Day today_of(const Context& context) {
  return std::chrono::floor<days>(context.deadlines.wall_now());
}

boost::json::object subresource_uris(const Context& context, std::string_view category) {
  boost::json::object out;
  for (const auto& [member, name] : period_names) {
    out[member] = context.uri(std::string("/Usage/Records/") + name) + "?Category=" + std::string(category);
  }
  return out;
}

boost::json::object to_json(const Context& context, const Record& record) {
  const Category& category = *record.category;
  const std::string first = day_text(record.period.first);
  const std::string last = day_text(record.period.last);
  const bool of_price = category.unit.empty();
  return {
      {"account_sid", context.account.sid},
      {"api_version", "2010-04-01"},
      {"as_of", day_text(today_of(context))},
      {"category", category.name},
      {"count", of_price ? "" : std::to_string(record.count)},
      {"count_unit", category.unit},
      {"description", category.description},
      {"end_date", last},
      {"price", "0"},
      {"price_unit", "usd"},
      {"start_date", first},
      {"subresource_uris", subresource_uris(context, category.name)},
      {"uri", context.uri("/Usage/Records") + "?Category=" + std::string(category.name) + "&StartDate=" + first +
                  "&EndDate=" + last},
      {"usage", of_price ? "0" : std::to_string(record.minutes)},
      {"usage_unit", of_price ? "usd" : "minutes"},
  };
}

Result<Day> read_day(Context& context, std::string_view name, Day otherwise) {
  const std::string text = context.form.value(name);
  if (text.empty()) return otherwise;
  const auto day = parse_day(text, today_of(context));
  if (!day) return invalid_parameter(name, "no date: " + text);
  return *day;
}

// The periods that have a name, but for all time, are there however young the account is.
bool is_recent(std::string_view word) {
  constexpr auto words = std::to_array<std::string_view>({"Today", "Yesterday", "ThisMonth", "LastMonth"});
  return std::ranges::find(words, word) != words.end();
}

// From the account's first day to today, unless less is asked for.
Result<UsagePeriod> read_whole(Context& context, std::string_view word) {
  const Day today = today_of(context);
  const Day born = is_recent(word) ? today - two_months : Day(days(context.account.date_created / day_ms));
  const auto first = read_day(context, "StartDate", born);
  if (!first) return first.error();
  const auto last = read_day(context, "EndDate", today);
  if (!last) return last.error();
  context.form.find("IncludeSubaccounts");
  const Day until = std::min(*last, today);
  return UsagePeriod{std::max({*first, born, until - most_days}), until};
}

store::Millis start_of(Day day) {
  return day.time_since_epoch().count() * day_ms;
}

// In the order of its days.
Task<Result<std::vector<Usage>>> read_usage(Context& context, UsagePeriod whole) {
  const store::Millis from = start_of(whole.first);
  const store::Millis until = start_of(whole.last + days(1));
  auto used = co_await context.store.calls().used(context.account.sid, from, until);
  if (!used) co_return used.error();
  const auto recorded = co_await context.store.recordings().used(context.account.sid, from, until);
  if (!recorded) co_return recorded.error();
  used->insert(used->end(), recorded->begin(), recorded->end());
  std::ranges::sort(*used, {}, &Usage::day);
  co_return used;
}

// Those of one day stand in the order of the categories: the highest SID is first.
Record record_of(const Category& category, UsagePeriod period, std::span<const Usage> used) {
  const auto rank = static_cast<std::size_t>(&category - categories.data());
  Record out{.sid = "PA" + std::string(31, '0') + static_cast<char>('9' - rank),
             .date_created = start_of(period.first),
             .category = &category,
             .period = period};
  for (const Usage& usage : used) {
    if (!category.has(usage)) continue;
    out.count += usage.count;
    out.minutes += usage.minutes;
  }
  return out;
}

std::span<const Usage> usage_in(UsagePeriod period, const std::vector<Usage>& used) {
  const auto day_of = [](Day day) { return std::int64_t{day.time_since_epoch().count()}; };
  const auto begin = std::ranges::lower_bound(used, day_of(period.first), {}, &Usage::day);
  return {begin, std::ranges::upper_bound(begin, used.end(), day_of(period.last), {}, &Usage::day)};
}

Task<Result<Answer>> list_of(Context& context, std::string word) {
  const auto listing = read_listing(context);
  if (!listing) co_return listing.error();
  const auto whole = read_whole(context, word);
  if (!whole) co_return whole.error();
  const auto periods = usage_periods(word, *whole, today_of(context));
  if (!periods) co_return not_found(context.path.text);
  const auto used = co_await read_usage(context, *whole);
  if (!used) co_return used.error();
  const std::string wanted = context.form.value("Category");
  std::vector<Record> records;
  for (const UsagePeriod& period : *periods) {
    const auto in_period = usage_in(period, *used);
    for (const Category& category : categories) {
      if (wanted.empty() || wanted == category.name) records.push_back(record_of(category, period, in_period));
    }
  }
  co_return page_answer(context, *listing, {"usage_records", "UsageRecord"}, slice(std::move(records), listing->page),
                        to_json);
}

}  // namespace

Task<Result<Answer>> list(Context& context) {
  return list_of(context, "");
}

Task<Result<Answer>> list_by_period(Context& context) {
  return list_of(context, context.sids.front());
}

}  // namespace ringback::api::resource::usage_records
