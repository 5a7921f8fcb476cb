#pragma once

#include <functional>
#include <string>
#include <utility>
#include <vector>

#include "config/key.hpp"

namespace ringback::config {

// A key that holds `field` of what `owner` finds in the Config. Both are pointers to members or functions that return a
// reference.
template <class Owner, class Field, class T>
Key make_key(Owner owner, Field field, Type<T> type, std::string path, std::string help) {
  return {.path = std::move(path),
          .form = type.form,
          .allowed = type.allowed,
          .help = std::move(help),
          .read = [=](const Node& node,
                      Config& config) { return type.read(node, std::invoke(field, std::invoke(owner, config))); },
          .write =
              [=](const Config& config) {
                auto& writable = const_cast<Config&>(config);  // the accessors serve both ways
                return type.write(std::invoke(field, std::invoke(owner, writable)));
              }};
}

// Describes the keys of one table, `[name]`, which fill one room's Options.
template <class Owner>
class Section {
 public:
  // `owner`: where in the Config the options are, like `&Config::sip`.
  Section(std::string name, Owner owner) : prefix_(name.empty() ? "" : name + '.'), owner_(owner) {}

  // `field`: where in the options the value lands, like `&sip::Options::port`.
  template <class Field, class T>
  Section& key(const std::string& name, Field field, const Type<T>& type, std::string help) {
    keys_.push_back(make_key(owner_, field, type, prefix_ + name, std::move(help)));
    return *this;
  }

  std::vector<Key> keys() const { return keys_; }

 private:
  std::string prefix_;
  Owner owner_;
  std::vector<Key> keys_;
};

// What a key of a table that repeats must be beside well-formed.
struct Demand {
  bool required = false;
  bool unique = false;
};

// Describes a table that repeats, `[[name]]`: one Row an entry.
template <class Row>
class RowsOf {
 public:
  using Where = std::function<std::vector<Row>&(Config&)>;

  RowsOf(std::string name, Where where, std::string help)
      : where_(std::move(where)), rows_{std::move(name), std::move(help), {}, [where = where_](Config& config) {
                                          where(config).emplace_back();
                                        }} {}

  template <class Field, class T>
  RowsOf& key(const std::string& name, Field field, const Type<T>& type, std::string help, Demand demand = {}) {
    const auto last = [where = where_](Config& config) -> Row& { return where(config).back(); };
    Key key = make_key(last, field, type, name, std::move(help));
    key.required = demand.required;
    key.unique = demand.unique;
    rows_.keys.push_back(std::move(key));
    return *this;
  }

  // A password: in the file, or by the name of a variable (`name_env`) or a file (`name_file`) that holds it.
  template <class Field>
  RowsOf& secret(const std::string& name, Field field, const std::string& help, Demand demand = {});

  Rows rows() const { return rows_; }

 private:
  Where where_;
  Rows rows_;
};

// The first line of a file, or the value of a variable of the environment. Neither may be empty.
Type<std::string> first_line_of_file();
Type<std::string> value_of_variable();

template <class Row>
template <class Field>
RowsOf<Row>& RowsOf<Row>::secret(const std::string& name, Field field, const std::string& help, Demand demand) {
  key(name, field, text(), help, demand);
  rows_.keys.back().secret = true;
  key(name + "_env", field, value_of_variable(), "or the name of a variable of the environment that holds it");
  rows_.keys.back().secret = true;
  rows_.keys.back().alternative_to = name;
  key(name + "_file", field, first_line_of_file(), "or a file whose first line it is");
  rows_.keys.back().secret = true;
  rows_.keys.back().alternative_to = name;
  return *this;
}

}  // namespace ringback::config
