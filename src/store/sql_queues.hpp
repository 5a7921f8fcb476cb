#pragma once

#include "store/job.hpp"
#include "store/queues.hpp"

namespace ringback::store {

class SqlQueues final : public Queues {
 public:
  SqlQueues(JobQueue& writer, JobQueue& readers) : writer_(writer), readers_(readers) {}

  Task<Result<std::vector<Queue>>> all() override;
  Task<Result<void>> save(Queue queue) override;
  Task<Result<void>> remove(std::string sid) override;

 private:
  JobQueue& writer_;
  JobQueue& readers_;
};

}  // namespace ringback::store
