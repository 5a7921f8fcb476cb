#include "server/webhook_log.hpp"

#include <gtest/gtest.h>

#include <boost/asio/co_spawn.hpp>
#include <vector>

#include "base/manual_deadlines.hpp"
#include "http/client.hpp"

namespace ringback::server {
namespace {

using namespace std::chrono_literals;

struct FakeEvents final : store::CallEvents {
  std::vector<store::CallEvent> saved;
  bool refuses = false;

  Task<Result<void>> save(store::CallEvent event) override {
    if (refuses) co_return Error{20500, "disk full"};
    saved.push_back(std::move(event));
    co_return Result<void>();
  }
  Task<Result<bool>> remove(std::string, std::string) override {
    co_return Result<bool>(boost::system::in_place_value, false);
  }
  Task<Result<std::optional<store::CallEvent>>> find(std::string, std::string) override {
    co_return std::optional<store::CallEvent>();
  }
  Task<Result<store::Rows<store::CallEvent>>> list(std::string, store::CallEventFilter, store::Page) override {
    co_return store::Rows<store::CallEvent>();
  }
};

struct WebhookLogTest : testing::Test {
  boost::asio::io_context io;
  ManualDeadlines deadlines{io};
  FakeEvents events;
  WebhookLog log{events, deadlines, io.get_executor()};
  http::FetchResult answer;

  WebhookLogTest() {
    answer.status = 200;
    answer.body = "<Response/>";
    answer.headers = {{"Content-Type", "text/xml"}, {"X-Served-By", "app 1"}};
  }

  Task<http::FetchResult> answer_late() {
    co_await deadlines.wait_for(30ms);
    co_return answer;
  }
  // The answer that whoever fetched gets.
  http::FetchResult fetch(const std::string& method, const std::string& url, const std::string& body) {
    const auto recorded = log.record([this](const http::FetchRequest&) { return answer_late(); });
    http::FetchRequest request;
    request.method = method;
    request.url = url;
    request.body = body;
    http::FetchResult out;
    boost::asio::co_spawn(io, recorded(request), [&](const std::exception_ptr& error, const http::FetchResult& got) {
      must_not_throw(error);
      out = got;
    });
    deadlines.settle();
    deadlines.advance(30ms);
    return out;
  }
};

TEST_F(WebhookLogTest, ARequestAboutACallIsKeptWithItsAnswer) {
  EXPECT_EQ(fetch("POST", "https://app.test/voice", "AccountSid=AC1&CallSid=CA1&Digits=1").body, "<Response/>");
  ASSERT_EQ(events.saved.size(), 1U);
  const store::CallEvent& event = events.saved[0];
  EXPECT_EQ(event.sid.substr(0, 2), "EV");
  EXPECT_EQ(event.account_sid, "AC1");
  EXPECT_EQ(event.call_sid, "CA1");
  EXPECT_EQ(event.method, "POST");
  EXPECT_EQ(event.url, "https://app.test/voice");
  EXPECT_EQ(event.parameters, "AccountSid=AC1&CallSid=CA1&Digits=1");
  EXPECT_EQ(event.response_code, 200);
  EXPECT_EQ(event.request_duration, 30);
  EXPECT_EQ(event.content_type, "text/xml");
  EXPECT_EQ(event.response_headers, "Content-Type=text%2Fxml&X-Served-By=app%201");
  EXPECT_EQ(event.response_body, "<Response/>");
  EXPECT_EQ(event.date_created, 1'700'000'000'000 + 3600'000);
}

TEST_F(WebhookLogTest, OfAGetTheParametersAreThoseOfItsQuery) {
  fetch("GET", "https://app.test/voice?AccountSid=AC1&CallSid=CA1", "");
  ASSERT_EQ(events.saved.size(), 1U);
  EXPECT_EQ(events.saved[0].parameters, "AccountSid=AC1&CallSid=CA1");
}

TEST_F(WebhookLogTest, ThePasswordInAUrlIsNotKept) {
  fetch("POST", "https://user:secret@app.test/voice", "AccountSid=AC1&CallSid=CA1");
  ASSERT_EQ(events.saved.size(), 1U);
  EXPECT_EQ(events.saved[0].url, "https://app.test/voice");
}

TEST_F(WebhookLogTest, OfALongAnswerTheBeginningIsKeptAndAllPassedOn) {
  answer.body = std::string(200'000, 'x');
  EXPECT_EQ(fetch("POST", "https://app.test/voice", "AccountSid=AC1&CallSid=CA1").body.size(), 200'000U);
  ASSERT_EQ(events.saved.size(), 1U);
  EXPECT_EQ(events.saved[0].response_body.size(), 65'536U);
}

TEST_F(WebhookLogTest, ARequestWithoutAnAnswerIsKeptAsThat) {
  answer = {};
  answer.failure = http::FetchFailure::timeout;
  fetch("POST", "https://app.test/voice", "AccountSid=AC1&CallSid=CA1");
  ASSERT_EQ(events.saved.size(), 1U);
  EXPECT_EQ(events.saved[0].response_code, 0);
  EXPECT_EQ(events.saved[0].response_body, "");
}

TEST_F(WebhookLogTest, ARequestAboutNoCallIsNotKept) {
  EXPECT_EQ(fetch("POST", "https://app.test/room", "AccountSid=AC1&ConferenceSid=CF1").status, 200);
  EXPECT_TRUE(events.saved.empty());
}

TEST_F(WebhookLogTest, AStoreThatRefusesHoldsNoAnswerBack) {
  events.refuses = true;
  EXPECT_EQ(fetch("POST", "https://app.test/voice", "AccountSid=AC1&CallSid=CA1").status, 200);
}

}  // namespace
}  // namespace ringback::server
