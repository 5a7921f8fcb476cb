#include "server/process_metrics.hpp"

#include <gtest/gtest.h>
#include <unistd.h>

#include <cstdlib>

namespace ringback::server {
namespace {

double value_of(const metrics::Registry& registry, const std::string& name) {
  const std::string text = registry.text();
  const auto line = text.find('\n' + name + ' ');
  return line == std::string::npos ? -1 : std::strtod(text.c_str() + line + name.size() + 2, nullptr);
}

TEST(ProcessMetrics, TellWhatTheSystemTells) {
  metrics::Registry registry;
  measure_process(registry, WallTime(std::chrono::seconds(1'700'000'000)));
  EXPECT_GT(value_of(registry, "process_resident_memory_bytes"), 1e6);
  EXPECT_GT(value_of(registry, "process_virtual_memory_bytes"), value_of(registry, "process_resident_memory_bytes"));
  EXPECT_GE(value_of(registry, "process_threads"), 1);
  EXPECT_EQ(value_of(registry, "process_start_time_seconds"), 1.7e9);
  EXPECT_GT(value_of(registry, "process_max_fds"), value_of(registry, "process_open_fds"));
}

TEST(ProcessMetrics, CountOpenDescriptors) {
  metrics::Registry registry;
  measure_process(registry, WallTime(std::chrono::seconds(1'700'000'000)));
  const double before = value_of(registry, "process_open_fds");
  const int descriptor = ::dup(0);
  EXPECT_EQ(value_of(registry, "process_open_fds"), before + 1);
  ::close(descriptor);
}

}  // namespace
}  // namespace ringback::server
