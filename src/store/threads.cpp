#include "store/threads.hpp"

#include <soci/soci.h>

#include "base/log.hpp"

namespace ringback::store {
namespace {

Connection::Pause pause_of(JobQueue& queue) {
  return [&queue](std::chrono::milliseconds time) { return queue.pause(time); };
}

Failure write(Connection& connection, const std::deque<Job>& group, const Connection::Pause& pause) {
  const auto work = [&group](soci::session& sql) {
    soci::transaction transaction(sql);
    for (const Job& job : group) job.work(sql);
    transaction.commit();
  };
  return connection.attempt(work, pause);
}

void write_one_by_one(Connection& connection, std::deque<Job> group, const Connection::Pause& pause) {
  while (!group.empty()) {
    std::deque<Job> alone;
    alone.push_back(std::move(group.front()));
    group.pop_front();
    const Failure failure = write(connection, alone, pause);
    if (failure) log::error("a write to the store failed", {{"reason", failure->message}});
    alone.front().report(failure);
  }
}

void run_writer(JobQueue& queue, Connection& connection) {
  const auto pause = pause_of(queue);
  for (auto group = queue.take_all(); !group.empty(); group = queue.take_all()) {
    if (write(connection, group, pause)) {
      write_one_by_one(connection, std::move(group), pause);
      continue;
    }
    for (const Job& job : group) job.report(std::nullopt);
  }
}

void run_reader(JobQueue& queue, Connection& connection) {
  const auto pause = pause_of(queue);
  while (const auto job = queue.take_one()) {
    const Failure failure = connection.attempt(job->work, pause);
    if (failure) log::error("a read of the store failed", {{"reason", failure->message}});
    job->report(failure);
  }
}

}  // namespace

Writer::Writer(Connection connection)
    : connection_(std::move(connection)), thread_([this] { run_writer(queue_, connection_); }) {}

Writer::~Writer() {
  queue_.close();
  thread_.join();
}

Readers::Readers(std::vector<Connection> connections) : connections_(std::move(connections)) {
  for (Connection& connection : connections_) {
    threads_.emplace_back([this, &connection] { run_reader(queue_, connection); });
  }
}

Readers::~Readers() {
  queue_.close();
  for (std::thread& thread : threads_) thread.join();
}

}  // namespace ringback::store
