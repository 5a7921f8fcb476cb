#include "base/log.hpp"

#include <spdlog/async.h>
#include <spdlog/sinks/stdout_sinks.h>
#include <spdlog/spdlog.h>

#include <atomic>
#include <boost/json.hpp>
#include <chrono>
#include <memory>
#include <string>

namespace ringback::log {
namespace {

constexpr std::size_t queue_lines = 8192;

std::atomic<Level> threshold = Level::info;

std::shared_ptr<spdlog::async_logger> make_logger() {
  spdlog::init_thread_pool(queue_lines, 1);
  auto sink = std::make_shared<spdlog::sinks::stderr_sink_mt>();
  auto logger = std::make_shared<spdlog::async_logger>("ringback", std::move(sink), spdlog::thread_pool(),
                                                       spdlog::async_overflow_policy::overrun_oldest);
  logger->set_pattern("%v");
  return logger;
}

spdlog::async_logger& logger() {
  static const auto instance = make_logger();
  return *instance;
}

std::string_view name(Level level) {
  switch (level) {
    case Level::debug:
      return "debug";
    case Level::info:
      return "info";
    case Level::warn:
      return "warn";
    case Level::error:
      return "error";
  }
  return "error";
}

std::string timestamp() {
  const auto now = std::chrono::system_clock::now();
  const auto seconds = std::chrono::time_point_cast<std::chrono::seconds>(now);
  const auto millis = std::chrono::duration_cast<std::chrono::milliseconds>(now - seconds).count();
  const std::time_t time = std::chrono::system_clock::to_time_t(seconds);
  std::tm parts{};
  gmtime_r(&time, &parts);
  return fmt::format("{:04}-{:02}-{:02}T{:02}:{:02}:{:02}.{:03}Z", parts.tm_year + 1900, parts.tm_mon + 1,
                     parts.tm_mday, parts.tm_hour, parts.tm_min, parts.tm_sec, millis);
}

// Input from outside may hold any bytes; a log line must stay valid UTF-8.
std::string printable(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (const char c : text) out += static_cast<unsigned char>(c) < 0x80 ? c : '?';
  return out;
}

boost::json::value to_json(const Field& field) {
  if (const auto* text = std::get_if<std::string_view>(&field.value)) return boost::json::string(printable(*text));
  if (const auto* number = std::get_if<std::int64_t>(&field.value)) return *number;
  if (const auto* real = std::get_if<double>(&field.value)) return *real;
  return std::get<bool>(field.value);
}

}  // namespace

void set_level(Level level) {
  threshold = level;
}

bool parse_level(std::string_view text, Level& level) {
  for (const Level candidate : {Level::debug, Level::info, Level::warn, Level::error}) {
    if (text == name(candidate)) {
      level = candidate;
      return true;
    }
  }
  return false;
}

void write(Level level, std::string_view message, std::initializer_list<Field> fields) {
  if (level < threshold.load(std::memory_order_relaxed)) return;
  boost::json::object line;
  line["time"] = timestamp();
  line["level"] = name(level);
  line["message"] = printable(message);
  for (const Field& field : fields) line[field.key] = to_json(field);
  logger().info(boost::json::serialize(line));
}

std::uint64_t dropped() {
  logger();  // makes the pool
  return spdlog::thread_pool()->overrun_counter();
}

void flush() {
  // Destroying the pool drains the queue; later lines are lost, so this is the process's last word.
  logger().flush();
  spdlog::shutdown();
}

}  // namespace ringback::log
