#pragma once

#include <cstdint>
#include <initializer_list>
#include <string_view>
#include <variant>

// Structured log: one JSON object a line on standard error. Lines are built by a JSON library, so nothing that a peer
// sends can forge one. The sink is asynchronous and drops the oldest when full. Never pass a secret. Any thread may log
// but the media threads while they handle packets.
namespace ringback::log {

enum class Level { debug, info, warn, error };

struct Field {
  std::string_view key;
  std::variant<std::string_view, std::int64_t, double, bool> value;

  Field(std::string_view k, std::string_view v) : key(k), value(v) {}
  Field(std::string_view k, const char* v) : key(k), value(std::string_view(v)) {}
  Field(std::string_view k, bool v) : key(k), value(v) {}
  Field(std::string_view k, double v) : key(k), value(v) {}
  template <class Integer>
    requires std::is_integral_v<Integer>
  Field(std::string_view k, Integer v) : key(k), value(static_cast<std::int64_t>(v)) {}
};

// Lines below `level` are not written. The start value is info.
void set_level(Level level);
bool parse_level(std::string_view name, Level& level);

void write(Level level, std::string_view message, std::initializer_list<Field> fields = {});
inline void debug(std::string_view m, std::initializer_list<Field> f = {}) {
  write(Level::debug, m, f);
}
inline void info(std::string_view m, std::initializer_list<Field> f = {}) {
  write(Level::info, m, f);
}
inline void warn(std::string_view m, std::initializer_list<Field> f = {}) {
  write(Level::warn, m, f);
}
inline void error(std::string_view m, std::initializer_list<Field> f = {}) {
  write(Level::error, m, f);
}

// Lines that were dropped because the sink was too slow. Any thread.
std::uint64_t dropped();

// Writes out what is queued; for the end of the process.
void flush();

}  // namespace ringback::log
