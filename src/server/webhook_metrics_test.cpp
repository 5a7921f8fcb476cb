#include "server/webhook_metrics.hpp"

#include <gmock/gmock.h>

#include <boost/asio/co_spawn.hpp>

#include "base/manual_deadlines.hpp"
#include "http/client.hpp"

namespace ringback::server {
namespace {

using namespace std::chrono_literals;
using testing::HasSubstr;

struct WebhookMetricsTest : testing::Test {
  boost::asio::io_context io;
  ManualDeadlines deadlines{io};
  metrics::Registry registry;
  WebhookMetrics webhooks{registry, deadlines};
  http::FetchResult result;

  Task<http::FetchResult> answer_late() {
    co_await deadlines.wait_for(200ms);
    co_return result;
  }
  int fetch() {
    const auto measured = webhooks.measure([this](const http::FetchRequest&) { return answer_late(); });
    int status = -1;
    boost::asio::co_spawn(io, measured({}), [&](const std::exception_ptr& error, const http::FetchResult& got) {
      must_not_throw(error);
      status = got.status;
    });
    deadlines.settle();
    deadlines.advance(200ms);
    return status;
  }
};

TEST_F(WebhookMetricsTest, AnAnswerIsMeasuredByItsClassAndPassedOn) {
  result.status = 404;
  EXPECT_EQ(fetch(), 404);
  EXPECT_THAT(registry.text(), HasSubstr("ringback_webhook_seconds_bucket{outcome=\"4xx\",le=\"0.1\"} 0\n"));
  EXPECT_THAT(registry.text(), HasSubstr("ringback_webhook_seconds_bucket{outcome=\"4xx\",le=\"0.25\"} 1\n"));
}

TEST_F(WebhookMetricsTest, FailuresAreFewWords) {
  using Failure = http::FetchFailure;
  for (const auto& [failure, word] : {std::pair(Failure::timeout, "timeout"),
                                      {Failure::host_not_found, "unreachable"},
                                      {Failure::certificate_invalid, "tls"},
                                      {Failure::too_large, "protocol"}}) {
    result.failure = failure;
    fetch();
    EXPECT_THAT(registry.text(),
                HasSubstr("ringback_webhook_seconds_count{outcome=\"" + std::string(word) + "\"} 1\n"));
  }
}

TEST_F(WebhookMetricsTest, AStatusThatIsNoneMakesNoNewLabel) {
  result.status = 987;
  fetch();
  EXPECT_THAT(registry.text(), HasSubstr("ringback_webhook_seconds_count{outcome=\"protocol\"} 1\n"));
}

}  // namespace
}  // namespace ringback::server
