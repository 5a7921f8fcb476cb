#include "config/read_file.hpp"

#include <algorithm>
#include <map>
#include <set>

namespace ringback::config {
namespace {

using Seen = std::map<std::string, std::set<std::string>>;  // values of keys that must differ, by key

template <class Described>
const Described* find(const std::vector<Described>& described, const std::string& path) {
  const auto found = std::find_if(described.begin(), described.end(), [&](const auto& d) { return d.path == path; });
  return found == described.end() ? nullptr : &*found;
}

const Entry* find(const Table& table, const std::string& name) {
  const auto found = std::find_if(table.begin(), table.end(), [&](const auto& entry) { return entry.name == name; });
  return found == table.end() ? nullptr : &*found;
}

std::string in_table(const std::string& prefix) {
  return prefix.empty() ? "" : " in [" + prefix.substr(0, prefix.size() - 1) + "]";
}

class Reading {
 public:
  Reading(const Schema& schema, Config& config, Report& report) : schema_(schema), config_(config), report_(report) {}

  // `prefix` ends in a dot unless this is the whole file.
  void table(const Table& table, const std::string& prefix) {
    for (const Entry& entry : table) this->entry(entry, prefix);
  }

 private:
  void entry(const Entry& entry, const std::string& prefix) {
    const std::string path = prefix + entry.name;
    if (const Key* key = find(schema_.keys, path)) return value(entry, *key);
    if (const Rows* rows = find(schema_.rows, path)) return this->rows(entry, *rows);
    if (const Names* names = find(schema_.names, path)) return this->names(entry, *names);
    if (!is_section(path)) return unknown(entry, in_table(prefix), names_below(prefix));
    const auto* table = std::get_if<Table>(&entry.node.value);
    if (!table) return must_be(entry.node, entry.name, "a table, [" + path + "]");
    this->table(*table, path + '.');
  }

  void value(const Entry& entry, const Key& key) {
    if (const Node* wrong = key.read(entry.node, config_)) must_be(*wrong, entry.name, key.allowed);
  }

  void rows(const Entry& entry, const Rows& rows) {
    const auto* list = std::get_if<List>(&entry.node.value);
    const auto is_table = [](const Node& node) { return std::holds_alternative<Table>(node.value); };
    if (!list || !std::all_of(list->begin(), list->end(), is_table)) {
      return must_be(entry.node, entry.name, "tables, each under its own [[" + rows.path + "]]");
    }
    Seen seen;
    for (const Node& node : *list) row(node, rows, seen);
  }

  void row(const Node& node, const Rows& rows, Seen& seen) {
    rows.append(config_);
    const auto& table = std::get<Table>(node.value);
    for (const Entry& entry : table) {
      const Key* key = find(rows.keys, entry.name);
      if (!key) {
        unknown(entry, " in [[" + rows.path + "]]", names_of(rows));
        continue;
      }
      value(entry, *key);
      if (key->unique && !seen[key->path].insert(key->write(config_)).second) {
        must_be(entry.node, entry.name, "different from that of every other [[" + rows.path + "]]");
      }
    }
    for (const Key& key : rows.keys) given_once(node, table, rows, key);
  }

  // A key and those that may take its place.
  void given_once(const Node& node, const Table& table, const Rows& rows, const Key& key) {
    if (!key.alternative_to.empty()) return;
    std::string names;
    int given = 0;
    for (const Key& other : rows.keys) {
      if (other.path != key.path && other.alternative_to != key.path) continue;
      names += (names.empty() ? "" : " or ") + other.path;
      given += find(table, other.path) ? 1 : 0;
    }
    if (given == 0 && key.required) report_.at_line(node.line, "[[" + rows.path + "]] needs " + names);
    if (given > 1) report_.at_line(node.line, "[[" + rows.path + "]] may have only one of " + names);
  }

  void names(const Entry& entry, const Names& names) {
    const auto* table = std::get_if<Table>(&entry.node.value);
    if (!table) return must_be(entry.node, entry.name, "a table, [" + names.path + "]");
    for (const Entry& one : *table) {
      const std::string wrong = names.read(one, config_);
      if (!wrong.empty()) must_be(one.node, '"' + one.name + '"', wrong);
    }
  }

  bool is_section(const std::string& path) const {
    return std::any_of(schema_.keys.begin(), schema_.keys.end(),
                       [&](const Key& key) { return key.path.starts_with(path + '.'); });
  }

  std::set<std::string> names_below(const std::string& prefix) const {
    std::set<std::string> out;
    const auto add = [&](const auto& described) {
      for (const auto& one : described) {
        if (one.path.starts_with(prefix))
          out.insert(one.path.substr(prefix.size(), one.path.find('.', prefix.size()) - prefix.size()));
      }
    };
    add(schema_.keys);
    add(schema_.rows);
    add(schema_.names);
    return out;
  }

  static std::set<std::string> names_of(const Rows& rows) {
    std::set<std::string> out;
    for (const Key& key : rows.keys) out.insert(key.path);
    return out;
  }

  void unknown(const Entry& entry, const std::string& where, const std::set<std::string>& names) {
    std::string allowed;
    for (const auto& name : names) allowed += (allowed.empty() ? "" : ", ") + name;
    report_.at_line(entry.line, "unknown key " + entry.name + where + "; allowed are " + allowed);
  }

  void must_be(const Node& node, const std::string& name, const std::string& allowed) {
    report_.at_line(node.line, name + " must be " + allowed);
  }

  const Schema& schema_;
  Config& config_;
  Report& report_;
};

}  // namespace

void read_file(const Table& file, const Schema& schema, Config& config, Report& report) {
  Reading(schema, config, report).table(file, "");
}

}  // namespace ringback::config
