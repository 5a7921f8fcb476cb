#include "webhook/http_cache.hpp"

#include <gtest/gtest.h>

namespace ringback::webhook {
namespace {

using std::chrono::seconds;

// 24 November 2026, 12:00:00 GMT.
const WallTime noon = std::chrono::system_clock::from_time_t(1795521600);

struct Row {
  const char* name;
  http::Headers headers;
  bool store;
  int fresh_seconds;  // from the receipt at noon
};

class Policy : public testing::TestWithParam<Row> {};

TEST_P(Policy, IsThatOfRfc9111) {
  const auto policy = cache_policy(GetParam().headers, noon, noon);
  EXPECT_EQ(policy.store, GetParam().store);
  if (policy.store) {
    EXPECT_EQ(policy.fresh_until - noon, seconds(GetParam().fresh_seconds));
  }
}

INSTANTIATE_TEST_SUITE_P(
    Rows, Policy,
    testing::Values(Row{"nothing", {}, true, 0}, Row{"max_age", {{"Cache-Control", "public, max-age=60"}}, true, 60},
                    Row{"case_and_blanks", {{"cache-control", " Max-Age = 60 "}}, true, 60},
                    Row{"quoted", {{"Cache-Control", "max-age=\"60\""}}, true, 60},
                    Row{"no_store", {{"Cache-Control", "max-age=60, no-store"}}, false, 0},
                    Row{"no_cache", {{"Cache-Control", "max-age=60, no-cache"}}, true, 0},
                    Row{"no_cache_of_fields", {{"Cache-Control", "no-cache=\"Set-Cookie, A\", max-age=9"}}, true, 0},
                    Row{"private_is_ours", {{"Cache-Control", "private, max-age=5"}}, true, 5},
                    Row{"shared_age_is_not_ours", {{"Cache-Control", "s-maxage=500"}}, true, 0},
                    Row{"two_lines", {{"Cache-Control", "public"}, {"Cache-Control", "max-age=7"}}, true, 7},
                    Row{"twice_is_the_shorter", {{"Cache-Control", "max-age=60, max-age=10"}}, true, 10},
                    Row{"unreadable_is_stale", {{"Cache-Control", "max-age=soon"}}, true, 0},
                    Row{"negative_is_stale", {{"Cache-Control", "max-age=-5"}}, true, 0},
                    Row{"enormous", {{"Cache-Control", "max-age=99999999999999999999"}}, true, INT32_MAX},
                    Row{"age_counts", {{"Cache-Control", "max-age=60"}, {"Age", "25"}}, true, 35},
                    Row{"an_old_date_counts",
                        {{"Cache-Control", "max-age=60"}, {"Date", "Tue, 24 Nov 2026 11:59:30 GMT"}},
                        true,
                        30},
                    Row{"expires",
                        {{"Date", "Tue, 24 Nov 2026 12:00:00 GMT"}, {"Expires", "Tue, 24 Nov 2026 12:01:40 GMT"}},
                        true,
                        100},
                    Row{"max_age_beats_expires",
                        {{"Cache-Control", "max-age=5"}, {"Expires", "Tue, 24 Nov 2026 13:00:00 GMT"}},
                        true,
                        5},
                    Row{"expires_of_no_date", {{"Expires", "0"}}, true, 0}, Row{"vary_all", {{"Vary", "*"}}, false, 0},
                    Row{"vary_some", {{"Vary", "Accept"}, {"Cache-Control", "max-age=3"}}, true, 3}),
    [](const auto& info) { return std::string(info.param.name); });

TEST(CachePolicy, TheTimeOnTheWayCounts) {
  const auto policy = cache_policy({{"Cache-Control", "max-age=60"}, {"Age", "10"}}, noon - seconds(5), noon);
  EXPECT_EQ(policy.fresh_until - noon, seconds(45));
}

TEST(HttpDate, AllThreeFormsAreRead) {
  for (const char* form :
       {"Tue, 24 Nov 2026 12:00:00 GMT", "Tuesday, 24-Nov-26 12:00:00 GMT", "Tue Nov 24 12:00:00 2026"}) {
    EXPECT_EQ(parse_http_date(form), noon) << form;
  }
}

TEST(HttpDate, AnythingElseIsNone) {
  for (const char* text : {"", "0", "-1", "tomorrow", "Tue, 24 Nov 2026 12:00:00", "Tue, 24 Nov 2026 12:00:00 GMT x"}) {
    EXPECT_FALSE(parse_http_date(text)) << text;
  }
}

}  // namespace
}  // namespace ringback::webhook
