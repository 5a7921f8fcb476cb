// The store while its database goes away and comes back: a PostgreSQL of these tests' own.
#include "store/connection.hpp"

#include <gtest/gtest.h>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/use_future.hpp>
#include <future>

#include "store/calls.hpp"
#include "store/postgresql_fixture.hpp"
#include "store/store.hpp"

namespace ringback::store {
namespace {

using namespace std::chrono_literals;

PostgresqlServer& restarted_server() {
  static PostgresqlServer server;
  return server;
}

struct ConnectionTest : testing::Test {
  PostgresqlServer& server = restarted_server();
  const std::filesystem::path folder = std::filesystem::temp_directory_path() / ("ringback-store-" + random_hex(8));
  boost::asio::io_context io;
  std::unique_ptr<Store> store = open_store(30s);

  std::unique_ptr<Store> open_store(std::chrono::milliseconds patience) {
    std::filesystem::create_directories(folder);
    const Options options{
        .url = server.new_place(), .key_file = (folder / random_hex(8)).string(), .patience = patience};
    return open(options, io.get_executor()).value();
  }
  ~ConnectionTest() override {
    store.reset();
    std::filesystem::remove_all(folder);
    server.stop();
    server.start();
  }
  static Call call(const std::string& sid) {
    Call out;
    out.sid = sid;
    out.account_sid = "AC1";
    return out;
  }
  template <class T>
  std::future<T> begin(Task<T> task) {
    auto future = boost::asio::co_spawn(io, std::move(task), boost::asio::use_future);
    io.restart();
    io.poll();
    return future;
  }
  template <class T>
  T end(std::future<T> future) {
    io.restart();
    io.run();
    return future.get();
  }
  template <class T>
  T wait(Task<T> task) {
    return end(begin(std::move(task)));
  }
};

TEST_F(ConnectionTest, ADatabaseThatIsRestartedBetweenTwoRequestsIsNoticedByNobody) {
  ASSERT_TRUE(wait(store->calls().save(call("CA1"), {})));
  server.stop();
  server.start();
  EXPECT_TRUE(wait(store->calls().save(call("CA2"), {})));
  EXPECT_TRUE(*wait(store->calls().find("AC1", "CA1")));
}

TEST_F(ConnectionTest, WhatIsAskedWhileTheDatabaseIsAwayIsDoneOnceItIsBack) {
  server.stop();
  auto first = begin(store->calls().save(call("CA1"), {}));
  auto second = begin(store->calls().save(call("CA2"), {}));
  EXPECT_EQ(first.wait_for(300ms), std::future_status::timeout);
  server.start();
  EXPECT_TRUE(end(std::move(first)));
  EXPECT_TRUE(end(std::move(second)));
  EXPECT_TRUE(*wait(store->calls().find("AC1", "CA2")));
}

TEST_F(ConnectionTest, ADatabaseThatStaysAwayIsAFailureInWordsAndItsReturnIsNoticed) {
  store = open_store(200ms);
  server.stop();
  const auto refused = wait(store->calls().save(call("CA1"), {}));
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, 20500);
  EXPECT_NE(refused.error().message.find("the database is not there"), std::string::npos) << refused.error().message;
  EXPECT_FALSE(wait(store->calls().find("AC1", "CA1")));
  server.start();
  bool back = false;
  for (int i = 0; i < 100 && !back; ++i) {
    back = wait(store->calls().save(call("CA2"), {})).has_value();
    if (!back) std::this_thread::sleep_for(50ms);
  }
  EXPECT_TRUE(back);
}

TEST_F(ConnectionTest, AStoreThatClosesDoesNotWaitForADatabaseThatIsAway) {
  server.stop();
  auto refused = begin(store->calls().save(call("CA1"), {}));
  store.reset();
  EXPECT_FALSE(end(std::move(refused)));
}

}  // namespace
}  // namespace ringback::store
