#include "api/csv.hpp"

#include "api/xml.hpp"

namespace ringback::api {
namespace {

namespace json = boost::json;

std::string quoted(const std::string& text) {
  if (text.find_first_of(",\"\r\n") == text.npos) return text;
  std::string out = "\"";
  for (const char c : text) {
    if (c == '"') out += '"';
    out += c;
  }
  return out + '"';
}

// One line of `cell(key, value)` of all members that are no objects.
template <class Cell>
void append_line(std::string& csv, const json::object& row, Cell cell) {
  bool first = true;
  for (const auto& [key, value] : row) {
    if (value.is_object()) continue;
    if (!first) csv += ',';
    first = false;
    csv += quoted(cell(key, value));
  }
  csv += "\r\n";
}

void append_row(std::string& csv, const json::object& row) {
  append_line(csv, row, [](const auto&, const json::value& value) { return scalar_text(value); });
}

void append_header(std::string& csv, const json::object& row) {
  append_line(csv, row, [](const auto& key, const json::value&) { return pascal_case({key.data(), key.size()}); });
}

}  // namespace

std::string to_csv(const Answer& answer) {
  std::string csv;
  if (answer.list_key.empty()) {
    append_header(csv, answer.body);
    append_row(csv, answer.body);
    return csv;
  }
  for (const auto& row : answer.body.at(answer.list_key).as_array()) {
    if (csv.empty()) append_header(csv, row.as_object());
    append_row(csv, row.as_object());
  }
  return csv;
}

}  // namespace ringback::api
