#include "store/table/table.hpp"

#include <algorithm>

#include "base/utf8.hpp"

namespace ringback::store::table {

std::string storable(std::string text) {
  const bool plain = std::all_of(text.begin(), text.end(), [](char c) { return c > 0; });
  if (plain) return text;
  std::string out;
  for (const char c : repair_utf8(text)) {
    if (c == '\0') out += "\xef\xbf\xbd";
    if (c != '\0') out += c;
  }
  return out;
}

Conditions& Conditions::equal(std::string_view column, std::string value) {
  add(std::string(column) + " = " + parameter(std::move(value)));
  return *this;
}

Conditions& Conditions::equal(std::string_view column, int value) {
  add(std::string(column) + " = " + parameter(Millis{value}));
  return *this;
}

Conditions& Conditions::equal_either(std::string_view column, std::string_view other, std::string value) {
  // A parameter each: not every engine takes one twice.
  const std::string first = parameter(value);
  add("(" + std::string(column) + " = " + first + " OR " + std::string(other) + " = " + parameter(std::move(value)) +
      ")");
  return *this;
}

Conditions& Conditions::differ(std::string_view column, std::string value) {
  add(std::string(column) + " <> " + parameter(std::move(value)));
  return *this;
}

Conditions& Conditions::equal_any(std::string_view column, std::vector<std::string> values) {
  std::string any;
  for (std::string& value : values) any += (any.empty() ? "" : ", ") + parameter(std::move(value));
  add(std::string(column) + " IN (" + any + ")");
  return *this;
}

Conditions& Conditions::absent_from(std::string_view column, std::string_view query) {
  add(std::string(column).append(" NOT IN (").append(query).append(")"));
  return *this;
}

Conditions& Conditions::equal_if(std::string_view column, std::string value) {
  return value.empty() ? *this : equal(column, std::move(value));
}

Conditions& Conditions::between(std::string_view column, Millis from, Millis until) {
  const std::string name(column);
  if (from != 0 || until != 0) add(name + " > 0");
  if (from != 0) add(name + " >= " + parameter(from));
  if (until != 0) add(name + " < " + parameter(until));
  return *this;
}

Conditions& Conditions::contains_if(std::string_view column, std::string_view pattern) {
  if (pattern.empty()) return *this;
  std::string like = "%";
  for (const char c : pattern) {
    if (c == '%' || c == '_' || c == '!') like += '!';
    like += c == '*' ? '_' : c;
  }
  add(std::string(column) + " LIKE " + parameter(like + '%') + " ESCAPE '!'");
  return *this;
}

Conditions& Conditions::after(std::string_view date_column, const Page& page) {
  if (page.after_sid.empty()) return *this;
  // One comparison of both, which engines find by an index: a page from the middle costs what the first does.
  const std::string last = "(" + parameter(page.after_date) + ", " + parameter(page.after_sid) + ")";
  add("(" + std::string(date_column) + ", sid)" + (page.oldest_first ? " > " : " < ") + last);
  return *this;
}

void Conditions::bind(soci::statement& statement) {
  for (Parameter& parameter : parameters_) {
    if (parameter.is_number) {
      statement.exchange(soci::use(parameter.number, parameter.name));
    } else {
      statement.exchange(soci::use(parameter.text, parameter.name));
    }
  }
}

void Conditions::add(const std::string& condition) {
  if (!text_.empty()) text_ += " AND ";
  text_ += condition;
}

std::string Conditions::parameter(std::string value) {
  const std::string name = "p" + std::to_string(parameters_.size());
  parameters_.push_back({name, storable(std::move(value)), 0, false});
  return ':' + name;
}

std::string Conditions::parameter(Millis value) {
  const std::string name = "p" + std::to_string(parameters_.size());
  parameters_.push_back({name, {}, value, true});
  return ':' + name;
}

}  // namespace ringback::store::table
