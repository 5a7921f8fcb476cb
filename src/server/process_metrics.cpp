#include "server/process_metrics.hpp"

#include <sys/resource.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <string>

namespace ringback::server {
namespace {

// The text after the process's name, which may hold anything (proc(5)): fields 3 and on, separated by blanks.
std::string stat_fields() {
  std::ifstream file("/proc/self/stat");
  std::string line;
  std::getline(file, line);
  const auto end = line.rfind(") ");
  return end == std::string::npos ? "" : line.substr(end + 2);
}

// `number` counts as proc(5) does.
double stat_field(int number) {
  std::string fields = stat_fields();
  for (int i = 3; i < number; ++i) fields.erase(0, fields.find(' ') + 1);
  return std::strtod(fields.c_str(), nullptr);
}

double seconds(const timeval& time) {
  return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_usec) / 1e6;
}

double processor_seconds() {
  rusage usage{};
  ::getrusage(RUSAGE_SELF, &usage);
  return seconds(usage.ru_utime) + seconds(usage.ru_stime);
}

double descriptors() {
  std::error_code error;
  const std::filesystem::directory_iterator folder("/proc/self/fd", error);
  // One of them is the folder's own.
  return error ? 0 : static_cast<double>(std::distance(begin(folder), end(folder))) - 1;
}

double descriptor_limit() {
  rlimit limit{};
  ::getrlimit(RLIMIT_NOFILE, &limit);
  return static_cast<double>(limit.rlim_cur);
}

}  // namespace

void measure_process(metrics::Registry& registry, WallTime started) {
  const std::chrono::duration<double> since_epoch = started.time_since_epoch();
  registry.read_counter("process_cpu_seconds_total", "Processor time, user and system", {}, processor_seconds);
  registry.read_gauge("process_start_time_seconds", "Start of the process, Unix time", {},
                      [=] { return since_epoch.count(); });
  registry.read_gauge("process_resident_memory_bytes", "Memory that is in RAM", {},
                      [] { return stat_field(24) * static_cast<double>(::sysconf(_SC_PAGESIZE)); });
  registry.read_gauge("process_virtual_memory_bytes", "Memory that is mapped", {}, [] { return stat_field(23); });
  registry.read_gauge("process_open_fds", "Open files and sockets", {}, descriptors);
  registry.read_gauge("process_max_fds", "The most of them that the system allows", {}, descriptor_limit);
  registry.read_gauge("process_threads", "Threads", {}, [] { return stat_field(20); });
}

}  // namespace ringback::server
