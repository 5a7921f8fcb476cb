#pragma once

#include <map>
#include <string>

#include "base/metrics.hpp"
#include "call/journal.hpp"

namespace ringback::server {

// Counts calls by what the journal says of them. Control thread.
class CallMetrics final : public call::Journal {
 public:
  explicit CallMetrics(metrics::Registry& registry);

  void record(call::Event event) override;
  Task<void> flush(std::string call_sid) override;

 private:
  void ended(const call::Facts& call);
  double live(const std::string& direction, bool answered) const;

  struct Live {
    std::string direction;
    bool answered = false;
  };
  metrics::Registry& registry_;
  std::map<std::string, Live> live_;  // by CallSid
};

}  // namespace ringback::server
