#include "config/toml_file.hpp"

// Errors come back as values: exceptions would cross rooms. Debian's compiled library has only the form that throws.
#define TOML_EXCEPTIONS 0
#define TOML_HEADER_ONLY 1
#include <toml++/toml.h>

#include <algorithm>

namespace ringback::config {
namespace {

int line_of(const toml::source_region& place) {
  return static_cast<int>(place.begin.line);
}

Table to_table(const toml::table& table);

Node to_node(const toml::node& node) {
  Node out{.value = std::monostate(), .line = line_of(node.source())};
  if (const auto* table = node.as_table()) {
    out.value = to_table(*table);
  } else if (const auto* array = node.as_array()) {
    List list;
    for (const auto& item : *array) list.push_back(to_node(item));
    out.value = std::move(list);
  } else if (const auto text = node.value_exact<std::string>()) {
    out.value = *text;
  } else if (const auto whole = node.value_exact<std::int64_t>()) {
    out.value = *whole;
  } else if (const auto real = node.value_exact<double>()) {
    out.value = *real;
  } else if (const auto yes = node.value_exact<bool>()) {
    out.value = *yes;
  }
  return out;
}

// toml++ sorts its keys by name.
Table to_table(const toml::table& table) {
  Table out;
  for (const auto& [key, node] : table) {
    out.push_back({std::string(key.str()), to_node(node), line_of(key.source())});
  }
  std::sort(out.begin(), out.end(), [](const Entry& a, const Entry& b) { return a.line < b.line; });
  return out;
}

}  // namespace

Result<Table> parse_toml(std::string_view text) {
  const toml::parse_result parsed = toml::parse(text);
  if (!parsed) return Error{line_of(parsed.error().source()), std::string(parsed.error().description())};
  return to_table(parsed.table());
}

}  // namespace ringback::config
