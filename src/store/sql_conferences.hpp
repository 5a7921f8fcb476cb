#pragma once

#include "store/conferences.hpp"
#include "store/job.hpp"

namespace ringback::store {

class SqlConferences final : public Conferences {
 public:
  SqlConferences(JobQueue& writer, JobQueue& readers) : writer_(writer), readers_(readers) {}

  Task<Result<std::optional<Conference>>> conference(std::string account_sid, std::string sid) override;
  Task<Result<Rows<Conference>>> conferences(std::string account_sid, ConferenceFilter filter, Page page) override;
  Task<Result<void>> save(Conference conference, std::vector<DueCallback> due) override;
  Task<Result<void>> add_due(DueCallback due) override;
  Task<Result<void>> told(std::string due_sid) override;
  Task<Result<std::vector<Conference>>> open_conferences() override;

 private:
  JobQueue& writer_;
  JobQueue& readers_;
};

}  // namespace ringback::store
