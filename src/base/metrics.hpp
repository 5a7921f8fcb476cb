#pragma once

#include <functional>
#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace prometheus {
class Counter;
class Histogram;
}  // namespace prometheus

// What is measured, in Prometheus's terms and names: `ringback_<what>_<unit>`, counters end in `_total`, seconds and
// bytes are the units, the limit of a gauge is a second gauge `…_limit`. Labels take few values: never a number, a SID
// or anything else that a peer chooses.
namespace ringback::metrics {

using Labels = std::vector<std::pair<std::string, std::string>>;

// Handles: cheap to copy, good as long as their Registry. Any thread may use them, though none takes part in the
// handling of packets.
class Counter {
 public:
  explicit Counter(prometheus::Counter& counter) : counter_(&counter) {}
  void add(double amount = 1);

 private:
  prometheus::Counter* counter_;
};

class Histogram {
 public:
  explicit Histogram(prometheus::Histogram& histogram) : histogram_(&histogram) {}
  void observe(double value);

 private:
  prometheus::Histogram* histogram_;
};

// Everything that is measured. Control thread. The same name and labels again are the same metric.
class Registry {
 public:
  using Read = std::function<double()>;

  Registry();
  ~Registry();
  Registry(const Registry&) = delete;
  Registry& operator=(const Registry&) = delete;

  Counter counter(const std::string& name, const std::string& help, const Labels& labels = {});
  // `bounds`: upper ones, ascending; what is above the last is counted too.
  Histogram histogram(const std::string& name, const std::string& help, const std::vector<double>& bounds,
                      const Labels& labels = {});

  // Values that somebody else keeps: read when `text` is called, on its thread. What `read` looks at outlives the
  // Registry's last `text`; values of other threads are atomics.
  void read_gauge(const std::string& name, const std::string& help, const Labels& labels, Read read);
  void read_counter(const std::string& name, const std::string& help, const Labels& labels, Read read);

  // The same where the labels come and go (trunks): all of the name's values at once.
  using Values = std::vector<std::pair<Labels, double>>;
  void read_gauges(const std::string& name, const std::string& help, std::function<Values()> read);
  void read_counters(const std::string& name, const std::string& help, std::function<Values()> read);

  // All of it in Prometheus's text format 0.0.4, sorted by name.
  std::string text() const;

 private:
  struct Implementation;
  std::unique_ptr<Implementation> implementation_;
};

}  // namespace ringback::metrics
