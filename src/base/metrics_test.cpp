#include "base/metrics.hpp"

#include <gmock/gmock.h>

namespace ringback::metrics {
namespace {

using testing::HasSubstr;
using testing::Not;

TEST(Metrics, ACounterCounts) {
  Registry registry;
  auto counter = registry.counter("ringback_calls_total", "Calls that ended", {{"status", "busy"}});
  counter.add();
  counter.add(2);
  EXPECT_THAT(registry.text(), HasSubstr("# HELP ringback_calls_total Calls that ended\n"
                                         "# TYPE ringback_calls_total counter\n"
                                         "ringback_calls_total{status=\"busy\"} 3\n"));
}

TEST(Metrics, TheSameNameAndLabelsAreTheSameMetric) {
  Registry registry;
  registry.counter("a_total", "A", {{"x", "1"}}).add();
  registry.counter("a_total", "A", {{"x", "1"}}).add();
  registry.counter("a_total", "A", {{"x", "2"}}).add();
  EXPECT_THAT(registry.text(), HasSubstr("a_total{x=\"1\"} 2\n"));
  EXPECT_THAT(registry.text(), HasSubstr("a_total{x=\"2\"} 1\n"));
}

TEST(Metrics, AHistogramKeepsBucketsSumAndCount) {
  Registry registry;
  auto histogram = registry.histogram("wait_seconds", "Wait", {0.1, 1});
  histogram.observe(0.05);
  histogram.observe(0.5);
  histogram.observe(7);
  const auto text = registry.text();
  EXPECT_THAT(text, HasSubstr("wait_seconds_bucket{le=\"0.1\"} 1\n"));
  EXPECT_THAT(text, HasSubstr("wait_seconds_bucket{le=\"1\"} 2\n"));
  EXPECT_THAT(text, HasSubstr("wait_seconds_bucket{le=\"+Inf\"} 3\n"));
  EXPECT_THAT(text, HasSubstr("wait_seconds_sum 7.55"));
  EXPECT_THAT(text, HasSubstr("wait_seconds_count 3\n"));
}

TEST(Metrics, WhatOthersKeepIsReadWhenAskedFor) {
  Registry registry;
  int calls = 1;
  registry.read_gauge("calls", "Calls", {}, [&] { return calls; });
  registry.read_counter("packets_total", "Packets", {{"direction", "in"}}, [&] { return 10 * calls; });
  calls = 2;
  EXPECT_THAT(registry.text(), HasSubstr("# TYPE calls gauge\ncalls 2\n"));
  EXPECT_THAT(registry.text(), HasSubstr("# TYPE packets_total counter\npackets_total{direction=\"in\"} 20\n"));
}

TEST(Metrics, LabelsMayComeAndGo) {
  Registry registry;
  Registry::Values trunks{{{{"trunk", "a"}}, 1}, {{{"trunk", "b"}}, 0}};
  registry.read_gauges("trunk_up", "Up", [&] { return trunks; });
  EXPECT_THAT(registry.text(), HasSubstr("# TYPE trunk_up gauge\ntrunk_up{trunk=\"a\"} 1\ntrunk_up{trunk=\"b\"} 0\n"));
  trunks.clear();
  EXPECT_THAT(registry.text(), Not(HasSubstr("trunk_up")));
}

TEST(Metrics, AReadingThatIsGivenAnewReplacesTheOld) {
  Registry registry;
  registry.read_gauge("calls", "Calls", {{"door", "sip"}}, [] { return 1; });
  registry.read_gauge("calls", "Calls", {{"door", "browser"}}, [] { return 2; });
  registry.read_gauge("calls", "Calls", {{"door", "sip"}}, [] { return 3; });
  EXPECT_THAT(registry.text(), HasSubstr("calls{door=\"sip\"} 3\n"));
  EXPECT_THAT(registry.text(), HasSubstr("calls{door=\"browser\"} 2\n"));
  EXPECT_THAT(registry.text(), Not(HasSubstr("calls{door=\"sip\"} 1\n")));
}

TEST(Metrics, NamesAreSorted) {
  Registry registry;
  registry.counter("b_total", "B");
  registry.read_gauge("a", "A", {}, [] { return 0; });
  EXPECT_LT(registry.text().find("# HELP a "), registry.text().find("# HELP b_total"));
}

TEST(Metrics, ALabelsValueForgesNoLine) {
  Registry registry;
  registry.read_gauge("a", "A", {{"name", "x\"} 1\nb 2"}}, [] { return 0; });
  EXPECT_THAT(registry.text(), HasSubstr(R"(a{name="x\"} 1\nb 2"} 0)"));
}

}  // namespace
}  // namespace ringback::metrics
