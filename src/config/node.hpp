#pragma once

#include <cstdint>
#include <string>
#include <variant>
#include <vector>

namespace ringback::config {

struct Node;
struct Entry;
using List = std::vector<Node>;
using Table = std::vector<Entry>;  // in the file's order

// A value of the configuration, wherever it came from. monostate: a kind that no key has (dates, times).
struct Node {
  std::variant<std::monostate, bool, std::int64_t, double, std::string, List, Table> value;
  int line = 0;  // in the file; 0 if it came from elsewhere
};

struct Entry {
  std::string name;
  Node node;
  int line = 0;  // of the name
};

}  // namespace ringback::config
