#include "routing/admission.hpp"

#include <gtest/gtest.h>

namespace ringback::routing {
namespace {

using std::chrono::milliseconds;

const Load calm{.control_lag = milliseconds(2), .busiest_media_thread = 0.2, .media_ticks_missed = 0};

TEST(Admission, TakesCallsUpToItsLimit) {
  Admission admission({.max_calls = 2});
  EXPECT_EQ(admission.refusal(1), "");
  EXPECT_NE(admission.refusal(2), "");
  EXPECT_EQ(admission.refused(), 1U);
}

TEST(Admission, WithoutALimitTakesAnyNumber) {
  Admission admission({.max_calls = 0});
  EXPECT_EQ(admission.refusal(1'000'000), "");
}

struct Overload {
  const char* name;
  Load load;
};
class AdmissionOverload : public testing::TestWithParam<Overload> {};

TEST_P(AdmissionOverload, RefusesCallsUntilTheLoadHasBeenLowForTwoSeconds) {
  Admission admission({});
  admission.observe(GetParam().load);
  EXPECT_NE(admission.refusal(0), "");
  for (int sample = 0; sample < 3; ++sample) admission.observe(calm);
  EXPECT_NE(admission.refusal(0), "");
  admission.observe(calm);
  EXPECT_EQ(admission.refusal(0), "");
}

INSTANTIATE_TEST_SUITE_P(EachMeasure, AdmissionOverload,
                         testing::Values(Overload{"ControlThread", {.control_lag = milliseconds(150)}},
                                         Overload{"MediaThread", {.busiest_media_thread = 0.9}},
                                         Overload{"LateMedia", {.media_ticks_missed = 6}}),
                         [](const auto& info) { return std::string(info.param.name); });

TEST(Admission, DoesNotSwingWhenTheLoadStaysHigh) {
  Admission admission({});
  admission.observe({.busiest_media_thread = 0.9});
  for (int sample = 0; sample < 20; ++sample) admission.observe({.busiest_media_thread = 0.8});
  EXPECT_TRUE(admission.overloaded());
}

TEST(Admission, ALoadBelowTheLimitsRefusesNobody) {
  Admission admission({});
  admission.observe({.control_lag = milliseconds(90), .busiest_media_thread = 0.84, .media_ticks_missed = 5});
  EXPECT_EQ(admission.refusal(10), "");
}

}  // namespace
}  // namespace ringback::routing
