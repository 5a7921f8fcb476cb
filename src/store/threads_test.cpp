#include "store/threads.hpp"

#include <gtest/gtest.h>
#include <soci/soci.h>

#include <future>
#include <latch>
#include <memory>
#include <string>

#include "store/place_fixture.hpp"

namespace ringback::store {
namespace {

struct ThreadsTest : testing::Test {
  const Place place;
  const std::unique_ptr<Engine> engine = engine_of(place.options.url).value();
  std::vector<std::string> reports;  // of the writer's thread, read once it has ended

  ThreadsTest() { *session(Access::write) << "CREATE TABLE t (x INTEGER PRIMARY KEY)"; }

  Session session(Access access) { return engine->connect(access).value(); }
  Connection connect(Access access) {
    return {session(access), [this, access] { return engine->connect(access); }, std::chrono::seconds(5)};
  }
  int rows() {
    int out = 0;
    *session(Access::read_only) << "SELECT COUNT(*) FROM t", soci::into(out);
    return out;
  }
  Job insert(int x) {
    return {[x](soci::session& sql) { sql << "INSERT INTO t VALUES (:x)", soci::use(x); },
            [this, x](const Failure& failure) { reports.push_back(std::to_string(x) + (failure ? " failed" : "")); }};
  }
  // Holds the writer until `go` is counted down; what is queued after this call is not of the group that is held.
  static void hold(Writer& writer, std::latch& go) {
    auto held = std::make_shared<std::latch>(1);
    const auto work = [held, &go](soci::session&) {
      held->count_down();
      go.wait();
    };
    writer.queue().push({work, [](const Failure&) {}});
    held->wait();
  }
};

TEST_F(ThreadsTest, WritesThatWaitAreCommittedTogetherAndReportedInOrder) {
  std::latch go(1);
  std::vector<int> seen_at_report;
  {
    Writer writer(connect(Access::write));
    hold(writer, go);
    for (int x = 1; x <= 3; ++x) {
      Job job = insert(x);
      job.report = [this, &seen_at_report](const Failure&) { seen_at_report.push_back(rows()); };
      writer.queue().push(std::move(job));
    }
    go.count_down();
  }
  // All three were there when the first was told.
  EXPECT_EQ(seen_at_report, (std::vector<int>{3, 3, 3}));
}

TEST_F(ThreadsTest, AWriteThatFailsHarmsNoOtherOfItsGroup) {
  std::latch go(1);
  {
    Writer writer(connect(Access::write));
    hold(writer, go);
    for (const int x : {1, 2, 1, 3}) writer.queue().push(insert(x));
    go.count_down();
  }
  EXPECT_EQ(reports, (std::vector<std::string>{"1", "2", "1 failed", "3"}));
  EXPECT_EQ(rows(), 3);
}

TEST_F(ThreadsTest, WhatIsQueuedIsWrittenBeforeTheEnd) {
  {
    Writer writer(connect(Access::write));
    for (int x = 0; x < 100; ++x) writer.queue().push(insert(x));
  }
  EXPECT_EQ(rows(), 100);
}

TEST_F(ThreadsTest, AReaderCannotWrite) {
  std::promise<bool> failed;
  std::vector<Connection> connections;
  connections.push_back(connect(Access::read_only));
  Readers readers(std::move(connections));
  Job job = insert(1);
  job.report = [&failed](const Failure& failure) { failed.set_value(failure.has_value()); };
  readers.queue().push(std::move(job));
  EXPECT_TRUE(failed.get_future().get());
}

TEST_F(ThreadsTest, ReadersReadAtTheSameTime) {
  std::latch both(2);
  std::promise<void> done;
  std::vector<Connection> connections;
  for (int i = 0; i < 2; ++i) connections.push_back(connect(Access::read_only));
  Readers readers(std::move(connections));
  // Each waits for the other: one thread alone would hang.
  readers.queue().push({[&both](soci::session&) { both.arrive_and_wait(); }, [](const Failure&) {}});
  readers.queue().push(
      {[&both](soci::session&) { both.arrive_and_wait(); }, [&](const Failure&) { done.set_value(); }});
  done.get_future().get();
}

TEST(JobQueue, TakesNothingMoreOnceItIsFullOrClosed) {
  JobQueue queue;
  for (std::size_t i = 0; i < JobQueue::limit; ++i) ASSERT_TRUE(queue.push({}));
  EXPECT_FALSE(queue.push({}));
  EXPECT_EQ(queue.take_all().size(), JobQueue::limit);
  queue.close();
  EXPECT_FALSE(queue.push({}));
  EXPECT_FALSE(queue.take_one());
}

}  // namespace
}  // namespace ringback::store
