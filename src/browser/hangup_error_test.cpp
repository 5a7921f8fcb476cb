#include "browser/hangup_error.hpp"

#include <gtest/gtest.h>

namespace ringback::browser {
namespace {

using call::Cause;

TEST(HangupError, RefusedCallsHaveTheSdksCodes) {
  const struct {
    Cause cause;
    int code;
  } rows[] = {
      {Cause::busy, 31486},   {Cause::no_answer, 31480}, {Cause::rejected, 31603},     {Cause::not_found, 31100},
      {Cause::failed, 31000}, {Cause::forbidden, 31002}, {Cause::server_error, 31005}, {Cause::unavailable, 31005},
      {Cause::hangup, 0},     {Cause::cancelled, 0},     {Cause::media_lost, 0},       {Cause::answered_elsewhere, 0},
  };
  for (const auto& row : rows) EXPECT_EQ(refusal_error(row.cause).code, row.code);
}

TEST(HangupError, OrdinaryEndsAreNoErrors) {
  for (const Cause cause : {Cause::hangup, Cause::busy, Cause::no_answer, Cause::failed, Cause::media_lost}) {
    EXPECT_EQ(hangup_error(cause).code, 0);
  }
  EXPECT_EQ(hangup_error(Cause::server_error).code, 31005);
}

}  // namespace
}  // namespace ringback::browser
