#include "base/metrics.hpp"

#include <prometheus/counter.h>
#include <prometheus/histogram.h>
#include <prometheus/registry.h>
#include <prometheus/text_serializer.h>

#include <algorithm>
#include <map>

namespace ringback::metrics {
namespace {

using prometheus::MetricType;

struct Reading {
  Labels labels;
  Registry::Read read;
};

// The metrics of one name that are read when they are asked for.
struct ReadFamily {
  MetricType type = MetricType::Gauge;
  std::string help;
  std::vector<Reading> readings;
  std::function<Registry::Values()> values;  // or these
};

prometheus::Labels to_map(const Labels& labels) {
  return {labels.begin(), labels.end()};
}

prometheus::ClientMetric metric(const Labels& labels, double value, MetricType type) {
  prometheus::ClientMetric out;
  for (const auto& [name, text] : labels) out.label.push_back({name, text});
  (type == MetricType::Gauge ? out.gauge.value : out.counter.value) = value;
  return out;
}

prometheus::MetricFamily collect(const std::string& name, const ReadFamily& family) {
  prometheus::MetricFamily out{name, family.help, family.type, {}};
  for (const Reading& reading : family.readings) {
    out.metric.push_back(metric(reading.labels, reading.read(), family.type));
  }
  if (!family.values) return out;
  for (const auto& [labels, value] : family.values()) out.metric.push_back(metric(labels, value, family.type));
  return out;
}

}  // namespace

struct Registry::Implementation {
  prometheus::Registry kept;
  std::map<std::string, ReadFamily> read;

  void add(const std::string& name, MetricType type, const std::string& help, Reading reading) {
    auto& family = read[name];
    family.type = type;
    family.help = help;
    auto& readings = family.readings;
    std::erase_if(readings, [&](const Reading& old) { return old.labels == reading.labels; });
    readings.push_back(std::move(reading));
  }
};

void Counter::add(double amount) {
  counter_->Increment(amount);
}

void Histogram::observe(double value) {
  histogram_->Observe(value);
}

Registry::Registry() : implementation_(std::make_unique<Implementation>()) {}
Registry::~Registry() = default;

Counter Registry::counter(const std::string& name, const std::string& help, const Labels& labels) {
  auto& family = prometheus::BuildCounter().Name(name).Help(help).Register(implementation_->kept);
  return Counter(family.Add(to_map(labels)));
}

Histogram Registry::histogram(const std::string& name, const std::string& help, const std::vector<double>& bounds,
                              const Labels& labels) {
  auto& family = prometheus::BuildHistogram().Name(name).Help(help).Register(implementation_->kept);
  return Histogram(family.Add(to_map(labels), bounds));
}

void Registry::read_gauge(const std::string& name, const std::string& help, const Labels& labels, Read read) {
  implementation_->add(name, MetricType::Gauge, help, {labels, std::move(read)});
}

void Registry::read_counter(const std::string& name, const std::string& help, const Labels& labels, Read read) {
  implementation_->add(name, MetricType::Counter, help, {labels, std::move(read)});
}

void Registry::read_gauges(const std::string& name, const std::string& help, std::function<Values()> read) {
  implementation_->read[name] = {MetricType::Gauge, help, {}, std::move(read)};
}

void Registry::read_counters(const std::string& name, const std::string& help, std::function<Values()> read) {
  implementation_->read[name] = {MetricType::Counter, help, {}, std::move(read)};
}

std::string Registry::text() const {
  auto families = implementation_->kept.Collect();
  for (const auto& [name, family] : implementation_->read) {
    auto out = collect(name, family);
    if (!out.metric.empty()) families.push_back(std::move(out));
  }
  std::sort(families.begin(), families.end(), [](const auto& a, const auto& b) { return a.name < b.name; });
  return prometheus::TextSerializer().Serialize(families);
}

}  // namespace ringback::metrics
