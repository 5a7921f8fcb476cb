#include "server/call_metrics.hpp"

#include <gmock/gmock.h>

namespace ringback::server {
namespace {

using testing::HasSubstr;
using testing::Not;
using Kind = call::Event::Kind;

struct CallMetricsTest : testing::Test {
  metrics::Registry registry;
  CallMetrics calls{registry};
  call::Facts call{.sid = "CA1", .status = "ringing", .direction = "inbound", .created_ms = 1000};

  void record(Kind kind) { calls.record({.kind = kind, .call = call}); }
  void answer() {
    call.answered_ms = 1200;
    record(Kind::answered);
  }
  void end(const std::string& status) {
    call.status = status;
    call.ended_ms = 11'200;
    record(Kind::ended);
  }
};

TEST_F(CallMetricsTest, ALiveCallIsAGaugeByDirectionAndStatus) {
  record(Kind::created);
  EXPECT_THAT(registry.text(), HasSubstr("ringback_calls{direction=\"inbound\",status=\"ringing\"} 1\n"));
  answer();
  EXPECT_THAT(registry.text(), HasSubstr("ringback_calls{direction=\"inbound\",status=\"ringing\"} 0\n"));
  EXPECT_THAT(registry.text(), HasSubstr("ringback_calls{direction=\"inbound\",status=\"in-progress\"} 1\n"));
  end("completed");
  EXPECT_THAT(registry.text(), HasSubstr("ringback_calls{direction=\"inbound\",status=\"in-progress\"} 0\n"));
}

TEST_F(CallMetricsTest, AnEndedCallIsCountedByStatus) {
  record(Kind::created);
  end("busy");
  EXPECT_THAT(registry.text(), HasSubstr("ringback_calls_total{direction=\"inbound\",status=\"busy\"} 1\n"));
}

TEST_F(CallMetricsTest, SetUpAndDurationAreMeasuredInSeconds) {
  record(Kind::created);
  answer();
  end("completed");
  const auto text = registry.text();
  EXPECT_THAT(text, HasSubstr("ringback_call_setup_seconds_bucket{direction=\"inbound\",le=\"0.1\"} 0\n"));
  EXPECT_THAT(text, HasSubstr("ringback_call_setup_seconds_bucket{direction=\"inbound\",le=\"0.25\"} 1\n"));
  EXPECT_THAT(text, HasSubstr("ringback_call_duration_seconds_sum{direction=\"inbound\"} 10\n"));
}

TEST_F(CallMetricsTest, ACallThatWasNeverAnsweredHasNoDuration) {
  record(Kind::created);
  end("no-answer");
  EXPECT_THAT(registry.text(), Not(HasSubstr("ringback_call_duration_seconds_count")));
}

TEST_F(CallMetricsTest, ACallOfACrashThatEndsHereLeavesTheGaugeAlone) {
  end("failed");
  EXPECT_THAT(registry.text(), HasSubstr("ringback_calls{direction=\"inbound\",status=\"ringing\"} 0\n"));
}

}  // namespace
}  // namespace ringback::server
