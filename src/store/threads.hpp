#pragma once

#include <thread>
#include <vector>

#include "store/connection.hpp"
#include "store/job.hpp"

namespace ringback::store {

// The one thread that writes. It takes all that is queued, commits it as one transaction and then reports, in order:
// a thousand calls that begin at once cost one sync of the disk. A group that fails is repeated job by job, so that a
// bad one harms no other. The destructor first does what is queued.
class Writer {
 public:
  explicit Writer(Connection connection);
  ~Writer();
  Writer(const Writer&) = delete;
  Writer& operator=(const Writer&) = delete;
  JobQueue& queue() { return queue_; }
  const JobQueue& queue() const { return queue_; }

 private:
  JobQueue queue_;
  Connection connection_;
  std::thread thread_;
};

// Threads that read, each with a connection of its own. The destructor first does what is queued.
class Readers {
 public:
  explicit Readers(std::vector<Connection> connections);
  ~Readers();
  Readers(const Readers&) = delete;
  Readers& operator=(const Readers&) = delete;
  JobQueue& queue() { return queue_; }
  const JobQueue& queue() const { return queue_; }

 private:
  JobQueue queue_;
  std::vector<Connection> connections_;
  std::vector<std::thread> threads_;
};

}  // namespace ringback::store
