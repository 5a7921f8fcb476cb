#include "api/usage_period.hpp"

#include <gtest/gtest.h>

namespace ringback::api {
namespace {

using namespace std::chrono_literals;

const Day today = 2026y / std::chrono::March / 3;
const UsagePeriod whole{2025y / std::chrono::December / 31, today};

// `first..last` each.
std::vector<std::string> texts(std::string_view word, UsagePeriod of = whole) {
  std::vector<std::string> out;
  const auto periods = usage_periods(word, of, today);
  for (const auto& period : *periods) {
    out.push_back(day_text(period.first) + ".." + day_text(period.last));
  }
  return out;
}

TEST(UsagePeriods, PartTheWholeNewestFirst) {
  EXPECT_EQ(texts("Monthly"), (std::vector<std::string>{"2026-03-01..2026-03-03", "2026-02-01..2026-02-28",
                                                        "2026-01-01..2026-01-31", "2025-12-31..2025-12-31"}));
  EXPECT_EQ(texts("Yearly"), (std::vector<std::string>{"2026-01-01..2026-03-03", "2025-12-31..2025-12-31"}));
  EXPECT_EQ(texts("Daily").size(), 63U);
  EXPECT_EQ(texts("Daily").front(), "2026-03-03..2026-03-03");
}

TEST(UsagePeriods, OrAreTheOneThatIsNamed) {
  EXPECT_EQ(texts(""), texts("AllTime"));
  EXPECT_EQ(texts("AllTime"), std::vector<std::string>{"2025-12-31..2026-03-03"});
  EXPECT_EQ(texts("Today"), std::vector<std::string>{"2026-03-03..2026-03-03"});
  EXPECT_EQ(texts("Yesterday"), std::vector<std::string>{"2026-03-02..2026-03-02"});
  EXPECT_EQ(texts("ThisMonth"), std::vector<std::string>{"2026-03-01..2026-03-03"});
  EXPECT_EQ(texts("LastMonth"), std::vector<std::string>{"2026-02-01..2026-02-28"});
  EXPECT_FALSE(usage_periods("Hourly", whole, today));
}

TEST(UsagePeriods, OutsideTheWholeThereIsNone) {
  EXPECT_TRUE(texts("LastMonth", {today, today}).empty());
  EXPECT_TRUE(texts("Daily", {today, today - std::chrono::days(1)}).empty());
}

TEST(UsagePeriods, ADayIsADateOrSoManyFromToday) {
  EXPECT_EQ(parse_day("2026-02-28", today), Day(2026y / std::chrono::February / 28));
  EXPECT_EQ(parse_day("-3days", today), Day(2026y / std::chrono::February / 28));
  EXPECT_EQ(parse_day("+1days", today), Day(2026y / std::chrono::March / 4));
  for (const auto* text : {"", "soon", "days", "-999999999days", "2026-02-30", "3 days"}) {
    EXPECT_FALSE(parse_day(text, today)) << text;
  }
}

}  // namespace
}  // namespace ringback::api
