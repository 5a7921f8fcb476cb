#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <limits>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "config/node.hpp"

namespace ringback::config {

// How the text of a variable or a flag is understood. Lists are written with commas there.
struct Form {
  enum class Item { text, whole, real, boolean };
  Item item = Item::text;
  bool list = false;
};

// What values a key takes and how a field of type T holds them.
template <class T>
struct Type {
  Form form;
  std::string allowed;  // completes "must be …"
  // Returns the node that is not allowed (of a list: the item), or nullptr; `out` is changed only then.
  std::function<const Node*(const Node& node, T& out)> read;
  std::function<std::string(const T&)> write;  // as the file has it; empty: a default that is no value
};

std::string quoted(std::string_view text);

// Texts.
using Accept = std::function<bool(const std::string&)>;
Type<std::string> text(std::string allowed = "a string", Accept accept = {});
Type<std::string> one_of(std::vector<std::string> choices);
Type<std::string> ip_address();     // spelled as packets' sources are
Type<std::string> host_and_port();  // the port may be left out
Type<std::string> host_name();
Type<std::string> url();           // http or https, absolute
Type<std::string> phone_number();  // E.164
Type<std::string> country();       // ISO 3166 alpha-2

// Numbers.
Type<std::uint16_t> port();
Type<double> real(double minimum, double maximum);
Type<bool> boolean();
const Node* read_whole(const Node& node, std::int64_t minimum, std::int64_t maximum, std::int64_t& out);
std::string whole_words(std::int64_t minimum, std::int64_t maximum);

template <class T>
Type<T> whole(std::int64_t minimum, std::int64_t maximum) {
  return {{Form::Item::whole},
          whole_words(minimum, maximum),
          [=](const Node& node, T& out) {
            auto value = static_cast<std::int64_t>(out);
            const Node* wrong = read_whole(node, minimum, maximum, value);
            out = static_cast<T>(value);
            return wrong;
          },
          [](const T& value) { return std::to_string(value); }};
}

// Durations: a whole number and its unit, "250ms", "30s", "5m", "12h".
using Milliseconds = std::chrono::milliseconds;
const Node* read_duration(const Node& node, Milliseconds minimum, Milliseconds maximum, Milliseconds& out);
std::string write_duration(Milliseconds value);
std::string duration_words(Milliseconds minimum, Milliseconds maximum);

// Duration: milliseconds or a coarser unit of std::chrono, which then takes only its multiples by rounding down.
template <class Duration>
Type<Duration> duration(Milliseconds minimum, Milliseconds maximum) {
  return {{Form::Item::text},
          duration_words(minimum, maximum),
          [=](const Node& node, Duration& out) {
            Milliseconds value = out;
            const Node* wrong = read_duration(node, minimum, maximum, value);
            out = std::chrono::duration_cast<Duration>(value);
            return wrong;
          },
          [](const Duration& value) { return quoted(write_duration(value)); }};
}

// A name for each value of an enumeration.
template <class T>
Type<T> choice(std::vector<std::pair<std::string, T>> names) {
  std::vector<std::string> words;
  for (const auto& [name, value] : names) words.push_back(name);
  auto type = one_of(words);
  return {{Form::Item::text},
          type.allowed,
          [=](const Node& node, T& out) {
            std::string word;
            const Node* wrong = type.read(node, word);
            for (const auto& [name, value] : names) {
              if (name == word) out = value;
            }
            return wrong;
          },
          [=](const T& value) {
            for (const auto& [name, candidate] : names) {
              if (candidate == value) return quoted(name);
            }
            return std::string();
          }};
}

// A value alone counts as a list of one.
template <class T>
const Node* read_list(const Node& node, const Type<T>& item, std::vector<T>& out) {
  std::vector<T> values;
  if (const auto* list = std::get_if<List>(&node.value)) {
    for (const Node& one : *list) {
      if (const Node* wrong = item.read(one, values.emplace_back())) return wrong;
    }
  } else if (const Node* wrong = item.read(node, values.emplace_back())) {
    return wrong;
  }
  out = std::move(values);
  return nullptr;
}

template <class T>
std::string write_list(const Type<T>& item, const std::vector<T>& values) {
  std::string out;
  for (const T& value : values) out += (out.empty() ? "" : ", ") + item.write(value);
  return '[' + out + ']';
}

template <class T>
Type<std::vector<T>> list(Type<T> item) {
  return {{item.form.item, true},
          item.allowed + ", or a list",
          [item](const Node& node, std::vector<T>& out) { return read_list(node, item, out); },
          [item](const std::vector<T>& values) { return write_list(item, values); }};
}

// Two ports, `[first, last]`.
struct PortRange {
  std::uint16_t first = 0;
  std::uint16_t last = 0;
};
const Node* read_port_range(const Node& node, PortRange& out);

}  // namespace ringback::config
