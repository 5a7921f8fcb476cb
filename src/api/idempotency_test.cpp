#include "api/idempotency.hpp"

#include <gtest/gtest.h>

namespace ringback::api {
namespace {

const TimePoint start = TimePoint() + std::chrono::hours(1);

TEST(Idempotency, FindsWhatTheSameKeyMadeInTheSamePlace) {
  Idempotency made;
  made.remember("/Calls/CA1/UserDefinedMessages", "key", "KX1", start);
  EXPECT_EQ(made.find("/Calls/CA1/UserDefinedMessages", "key", start), "KX1");
  EXPECT_EQ(made.find("/Calls/CA2/UserDefinedMessages", "key", start), "");
  EXPECT_EQ(made.find("/Calls/CA1/UserDefinedMessages", "other", start), "");
}

TEST(Idempotency, ARequestWithoutKeyIsAlwaysNew) {
  Idempotency made;
  made.remember("/x", "", "KX1", start);
  EXPECT_EQ(made.find("/x", "", start), "");
}

TEST(Idempotency, ForgetsAfterTenMinutes) {
  Idempotency made;
  made.remember("/x", "key", "KX1", start);
  EXPECT_EQ(made.find("/x", "key", start + std::chrono::minutes(9)), "KX1");
  EXPECT_EQ(made.find("/x", "key", start + std::chrono::minutes(10)), "");
}

TEST(Idempotency, KeepsNoMoreThanItsLimit) {
  Idempotency made;
  for (std::size_t i = 0; i <= Idempotency::max_entries; ++i) made.remember("/x", std::to_string(i), "KX", start);
  EXPECT_EQ(made.find("/x", "0", start), "");
  EXPECT_EQ(made.find("/x", "1", start), "KX");
}

}  // namespace
}  // namespace ringback::api
