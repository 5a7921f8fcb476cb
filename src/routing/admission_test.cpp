#include "routing/admission.hpp"

#include <gtest/gtest.h>

namespace ringback::routing {
namespace {

using std::chrono::milliseconds;

const Load calm{.control_lag = milliseconds(2), .busiest_media_thread = 0.2, .media_ticks_missed = 0};

void observe(Admission& admission, const Load& load, int samples) {
  for (int i = 0; i < samples; ++i) admission.observe(load);
}

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
  observe(admission, GetParam().load, 3);
  EXPECT_NE(admission.refusal(1), "");
  observe(admission, calm, 3);
  EXPECT_NE(admission.refusal(1), "");
  observe(admission, calm, 1);
  EXPECT_EQ(admission.refusal(1), "");
}

TEST_P(AdmissionOverload, OfAMomentRefusesNobody) {
  Admission admission({});
  observe(admission, GetParam().load, 2);
  observe(admission, calm, 1);
  observe(admission, GetParam().load, 2);
  EXPECT_EQ(admission.refusal(1), "");
}

TEST_P(AdmissionOverload, RefusesNoFirstCallForNoneCanSuffer) {
  Admission admission({});
  observe(admission, GetParam().load, 3);
  EXPECT_EQ(admission.refusal(0), "");
}

INSTANTIATE_TEST_SUITE_P(EachMeasure, AdmissionOverload,
                         testing::Values(Overload{"ControlThread", {.control_lag = milliseconds(150)}},
                                         Overload{"MediaThread", {.busiest_media_thread = 0.9}},
                                         Overload{"LateMedia", {.media_ticks_missed = 6}}),
                         [](const auto& info) { return std::string(info.param.name); });

TEST(Admission, DoesNotSwingWhenTheLoadStaysHigh) {
  Admission admission({});
  observe(admission, {.busiest_media_thread = 0.9}, 3);
  observe(admission, {.busiest_media_thread = 0.8}, 20);
  EXPECT_TRUE(admission.overloaded());
}

TEST(Admission, ALoadBelowTheLimitsRefusesNobody) {
  Admission admission({});
  observe(admission, {.control_lag = milliseconds(90), .busiest_media_thread = 0.84, .media_ticks_missed = 5}, 3);
  EXPECT_EQ(admission.refusal(10), "");
}

TEST(Admission, MissedTurnsMayBeLeftOutOfAccount) {
  Admission admission({.max_media_ticks_missed = 0});
  observe(admission, {.media_ticks_missed = 1000}, 3);
  EXPECT_EQ(admission.refusal(1), "");
}

}  // namespace
}  // namespace ringback::routing
