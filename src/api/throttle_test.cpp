#include "api/throttle.hpp"

#include <future>

#include "api/fixture_test.hpp"

namespace ringback::api {
namespace {

using std::chrono::seconds;

struct ThrottleTest : ApiTest {
  Api limited{{.requests_per_second_per_account = 2, .requests_per_second_per_address = 4},
              {*store, deadlines, io.get_executor(), pages, subscriptions, attendant, recordings, conferences, queues,
               sounds, requests}};

  http::Request from(const std::string& address, const store::Account& who, const std::string& password) {
    auto asked = request("GET", "/2010-04-01/Accounts/" + who.sid + "/Calls.json");
    asked.headers.front().second = basic(who.sid, password);
    asked.remote_address = address;
    return asked;
  }
  // Not until all is quiet, as `wait` does: an answer that is held back may still wait for the clock.
  http::Response answer(const std::string& address, const store::Account& who) {
    auto out = boost::asio::co_spawn(io, limited.handle(from(address, who, who.auth_token)), boost::asio::use_future);
    io.restart();
    while (!ready(out)) io.run_one();
    return out.get();
  }
  // The first that is refused.
  int admitted(const std::string& address, const store::Account& who) {
    for (int i = 0; i < 100; ++i) {
      const auto response = answer(address, who);
      if (response.status == 429) return i;
    }
    return 100;
  }
  // Its answer is there, or is held back.
  std::future<http::Response> guess(const std::string& address) {
    const auto before = limited.throttle().failed_logins();
    auto out = boost::asio::co_spawn(io, limited.handle(from(address, account, "wrong")), boost::asio::use_future);
    io.restart();
    while (limited.throttle().failed_logins() == before) io.run_one();
    deadlines.settle();
    return out;
  }
  static bool ready(const std::future<http::Response>& answer) {
    return answer.wait_for(seconds(0)) == std::future_status::ready;
  }
};

TEST_F(ThrottleTest, AnAccountHasSoManyRequestsASecondWhereverTheyComeFrom) {
  for (int i = 0; i < 10; ++i) EXPECT_EQ(answer("192.0.2." + std::to_string(i), account).status, 200);
  const auto refused = answer("192.0.2.99", account);
  EXPECT_EQ(outcome(refused), "429 20429");
  EXPECT_EQ(http::header(refused.headers, "Retry-After"), "1");
  EXPECT_EQ(limited.throttle().refusals().account, 1U);
  EXPECT_EQ(answer("192.0.2.99", add_account()).status, 200);
  deadlines.advance(seconds(1));
  EXPECT_EQ(admitted("192.0.2.99", account), 2);
}

TEST_F(ThrottleTest, AnAddressHasSoManyWhomeverTheyAreOf) {
  int refused = 0;
  for (int i = 0; i < 30; ++i) refused += answer("192.0.2.1", add_account()).status == 429 ? 1 : 0;
  EXPECT_EQ(refused, 10);
  EXPECT_EQ(limited.throttle().refusals().address, 10U);
  EXPECT_EQ(answer("192.0.2.2", add_account()).status, 200);
}

TEST_F(ThrottleTest, WithoutALimitNobodyIsRefused) {
  Api free({.requests_per_second_per_account = 0, .requests_per_second_per_address = 0},
           {*store, deadlines, io.get_executor(), pages, subscriptions, attendant, recordings, conferences, queues,
            sounds, requests});
  for (int i = 0; i < 100; ++i) {
    ASSERT_EQ(wait(free.handle(from("192.0.2.1", account, account.auth_token))).status, 200);
  }
}

TEST_F(ThrottleTest, WrongPasswordsInARowAreAnsweredSlowlyAndRightOnesAtOnce) {
  for (int i = 0; i < 5; ++i) EXPECT_EQ(outcome(guess("192.0.2.1").get()), "401 20003");
  deadlines.advance(std::chrono::milliseconds(500));
  auto sixth = guess("192.0.2.1");
  EXPECT_FALSE(ready(sixth));
  EXPECT_EQ(answer("192.0.2.1", account).status, 200);
  EXPECT_EQ(outcome(guess("192.0.2.2").get()), "401 20003");
  deadlines.advance(seconds(2));
  ASSERT_TRUE(ready(sixth));
  EXPECT_EQ(outcome(sixth.get()), "401 20003");
  EXPECT_EQ(limited.throttle().failed_logins(), 7U);
}

TEST_F(ThrottleTest, OnlySoManyAnswersAreHeldBack) {
  Throttle throttle(options);
  const auto fail = [&] {
    return boost::asio::co_spawn(io, throttle.failed_login("192.0.2.1", deadlines), boost::asio::use_future);
  };
  std::vector<std::future<Result<void>>> held;
  for (int i = 0; i < 5 + 256; ++i) held.push_back(fail());
  deadlines.settle();
  auto beyond = fail();
  deadlines.settle();
  EXPECT_EQ(beyond.get().error().code, 20429);
  deadlines.advance(seconds(2));
  for (auto& each : held) EXPECT_TRUE(each.get());
}

}  // namespace
}  // namespace ringback::api
