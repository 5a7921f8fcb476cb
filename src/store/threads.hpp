#pragma once

#include <memory>
#include <thread>
#include <vector>

#include "store/job.hpp"

namespace ringback::store {

using Session = std::unique_ptr<soci::session>;

// The one thread that writes. It takes all that is queued, commits it as one transaction and then reports, in order:
// a thousand calls that begin at once cost one sync of the disk. A group that fails is repeated job by job, so that a
// bad one harms no other. The destructor first does what is queued.
class Writer {
 public:
  explicit Writer(Session session);
  ~Writer();
  Writer(const Writer&) = delete;
  Writer& operator=(const Writer&) = delete;
  JobQueue& queue() { return queue_; }
  const JobQueue& queue() const { return queue_; }

 private:
  JobQueue queue_;
  Session session_;
  std::thread thread_;
};

// Threads that read, each with a session of its own. The destructor first does what is queued.
class Readers {
 public:
  explicit Readers(std::vector<Session> sessions);
  ~Readers();
  Readers(const Readers&) = delete;
  Readers& operator=(const Readers&) = delete;
  JobQueue& queue() { return queue_; }
  const JobQueue& queue() const { return queue_; }

 private:
  JobQueue queue_;
  std::vector<Session> sessions_;
  std::vector<std::thread> threads_;
};

}  // namespace ringback::store
