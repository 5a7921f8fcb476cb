#include "api/date_filter.hpp"
#include "store/time.hpp"

#include <gtest/gtest.h>

namespace ringback::api {
namespace {

constexpr store::Millis day_start = 1'246'838'400'000;  // 2009-07-06
constexpr store::Millis day = 86'400'000;
constexpr store::Millis noon = day_start + day / 2;

TEST(Date, IsADayOrASecondInUtc) {
  struct Case {
    const char* text;
    store::Millis from;
    store::Millis until;
  };
  const std::vector<Case> cases = {
      {"2009-07-06", day_start, day_start + day},       {"2009-07-06T12:00:00Z", noon, noon + 1000},
      {"2009-07-06T12:00:00", noon, noon + 1000},       {"2009-07-06 12:00:00", noon, noon + 1000},
      {"2009-07-06T12:00:00.250Z", noon, noon + 1000},  {"2009-07-06T14:00:00+02:00", noon, noon + 1000},
      {"2009-07-06T14:00:00 02:00", noon, noon + 1000}, {"2009-07-06T05:00:00-0700", noon, noon + 1000},
  };
  for (const auto& [text, from, until] : cases) {
    const auto range = parse_date(text);
    ASSERT_TRUE(range) << text;
    EXPECT_EQ(range->from, from) << text;
    EXPECT_EQ(range->until, until) << text;
  }
}

TEST(Date, RubbishIsNone) {
  for (const auto* text :
       {"", "yesterday", "2009", "2009-7-6", "2009-13-01", "2009-02-30", "2009-07-06T", "2009-07-06T25:00:00Z",
        "2009-07-06T12:00", "2009-07-06T12:00:00X", "2009-07-06T12:00:00Z ", "-009-07-06", "2009-07-06T12:00:00+2"}) {
    EXPECT_FALSE(parse_date(text)) << text;
  }
}

Form form(Parameters parameters) {
  return Form(std::move(parameters));
}

TEST(TimeRange, ComparisonsStandInTheParametersName) {
  auto both = form({{"StartTime>", "2009-07-06"}, {"StartTime<", "2009-07-07"}});
  const auto range = read_time_range(both, "StartTime");
  EXPECT_EQ(range->from, day_start);
  EXPECT_EQ(range->until, day_start + day);
  EXPECT_TRUE(both.unknown().empty());
}

TEST(TimeRange, ADayAloneIsThatWholeDay) {
  auto equal = form({{"StartTime", "2009-07-06"}});
  const auto range = read_time_range(equal, "StartTime");
  EXPECT_EQ(range->from, day_start);
  EXPECT_EQ(range->until, day_start + day);
}

TEST(TimeRange, AbsentMeansOpen) {
  auto none = form({});
  EXPECT_EQ(read_time_range(none, "StartTime")->from, 0);
  EXPECT_EQ(read_time_range(none, "StartTime")->until, 0);
}

TEST(TimeRange, RubbishIsNamed) {
  auto bad = form({{"EndTime<", "soon"}});
  const auto range = read_time_range(bad, "EndTime");
  ASSERT_FALSE(range);
  EXPECT_EQ(range.error().code, 20422);
  EXPECT_NE(range.error().message.find("EndTime<"), std::string::npos);
}

}  // namespace
}  // namespace ringback::api
