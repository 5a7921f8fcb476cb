#include "store/threads.hpp"

#include <soci/soci.h>

#include <exception>

#include "base/log.hpp"

namespace ringback::store {
namespace {

// The one place where the engine's exceptions become values.
template <class Action>
Failure attempt(Action action) {
  try {
    action();
    return std::nullopt;
  } catch (const soci::soci_error& error) {
    // `what` would add the statement's values, which are no business of a log.
    return Error{20500, "store: " + error.get_error_message()};
  } catch (const std::exception& exception) {
    return Error{20500, std::string("store: ") + exception.what()};
  }
}

Failure write(soci::session& sql, const std::deque<Job>& group) {
  return attempt([&] {
    soci::transaction transaction(sql);
    for (const Job& job : group) job.work(sql);
    transaction.commit();
  });
}

void write_one_by_one(soci::session& sql, std::deque<Job> group) {
  for (Job& job : group) {
    const Failure failure = attempt([&] {
      soci::transaction transaction(sql);
      job.work(sql);
      transaction.commit();
    });
    if (failure) log::error("a write to the store failed", {{"reason", failure->message}});
    job.report(failure);
  }
}

void run_writer(JobQueue& queue, soci::session& sql) {
  for (auto group = queue.take_all(); !group.empty(); group = queue.take_all()) {
    if (write(sql, group)) {
      write_one_by_one(sql, std::move(group));
      continue;
    }
    for (const Job& job : group) job.report(std::nullopt);
  }
}

void run_reader(JobQueue& queue, soci::session& sql) {
  while (const auto job = queue.take_one()) {
    const Failure failure = attempt([&] { job->work(sql); });
    if (failure) log::error("a read of the store failed", {{"reason", failure->message}});
    job->report(failure);
  }
}

}  // namespace

Writer::Writer(Session session) : session_(std::move(session)), thread_([this] { run_writer(queue_, *session_); }) {}

Writer::~Writer() {
  queue_.close();
  thread_.join();
}

Readers::Readers(std::vector<Session> sessions) : sessions_(std::move(sessions)) {
  for (const Session& session : sessions_) {
    threads_.emplace_back([this, &sql = *session] { run_reader(queue_, sql); });
  }
}

Readers::~Readers() {
  queue_.close();
  for (std::thread& thread : threads_) thread.join();
}

}  // namespace ringback::store
