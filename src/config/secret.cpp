#include <cstdlib>
#include <fstream>

#include "config/section.hpp"

namespace ringback::config {
namespace {

using Find = std::string (*)(const std::string& name);

// A text that is found by the name that the key holds; nothing found is not allowed.
Type<std::string> found_by_name(std::string allowed, Find find) {
  auto type = text(std::move(allowed));
  type.read = [find](const Node& node, std::string& out) -> const Node* {
    const auto* name = std::get_if<std::string>(&node.value);
    auto value = name ? find(*name) : std::string();
    if (value.empty()) return &node;
    out = std::move(value);
    return nullptr;
  };
  return type;
}

std::string first_line(const std::string& path) {
  std::ifstream file(path);
  std::string line;
  std::getline(file, line);
  while (line.ends_with('\r')) line.pop_back();
  return line;
}

std::string value_of(const std::string& name) {
  const char* value = std::getenv(name.c_str());  // NOLINT(concurrency-mt-unsafe): nothing here sets variables
  return value ? value : "";
}

}  // namespace

Type<std::string> first_line_of_file() {
  return found_by_name("a file that can be read and whose first line is not empty", first_line);
}

Type<std::string> value_of_variable() {
  return found_by_name("the name of a variable that is set and not empty", value_of);
}

}  // namespace ringback::config
