#include "cli/rest/print.hpp"

#include <algorithm>
#include <boost/json/serialize.hpp>
#include <ostream>
#include <string>
#include <vector>

namespace ringback::cli::rest {
namespace {

// Names come from whoever calls: none of their characters may move a terminal's cursor (ECMA-48, C0 and C1).
std::string printable(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const auto byte = static_cast<unsigned char>(text[i]);
    const bool c1 = byte == 0xc2 && i + 1 < text.size() && static_cast<unsigned char>(text[i + 1]) < 0xa0;
    if (c1) ++i;
    out += byte < 0x20 || byte == 0x7f || c1 ? '?' : text[i];
  }
  return out;
}

std::string text_of(const boost::json::value& value) {
  if (value.is_null()) return "-";
  if (value.is_string()) return value.as_string().empty() ? "-" : printable(value.as_string());
  return printable(boost::json::serialize(value));
}

const boost::json::value* member(const boost::json::object& row, std::string_view name) {
  const auto dot = name.find('.');
  const auto* found = row.if_contains(name.substr(0, dot));
  if (!found || dot == name.npos) return found;
  return found->is_object() ? member(found->as_object(), name.substr(dot + 1)) : nullptr;
}

std::vector<std::string_view> split(std::string_view text) {
  std::vector<std::string_view> out;
  for (auto comma = text.find(','); comma != text.npos; comma = text.find(',')) {
    out.push_back(text.substr(0, comma));
    text.remove_prefix(comma + 1);
  }
  out.push_back(text);
  return out;
}

// Characters, not bytes (RFC 3629).
std::size_t width(std::string_view text) {
  return static_cast<std::size_t>(
      std::ranges::count_if(text, [](char c) { return (static_cast<unsigned char>(c) & 0xc0U) != 0x80U; }));
}

using Line = std::vector<std::string>;

void print_line(std::ostream& out, const Line& line, const std::vector<std::size_t>& widths) {
  std::string text;
  for (std::size_t i = 0; i < line.size(); ++i) {
    text += line[i];
    if (i + 1 < line.size()) text.append(widths[i] - width(line[i]) + 2, ' ');
  }
  out << text << '\n';
}

std::string title(std::string_view column) {
  const auto dot = column.rfind('.');
  std::string out(dot == column.npos ? column : column.substr(dot + 1));
  std::ranges::transform(out, out.begin(), [](unsigned char c) { return c == '_' ? ' ' : std::toupper(c); });
  return out;
}

Line line_of(const boost::json::value& row, const std::vector<std::string_view>& columns) {
  Line out;
  for (const auto column : columns) {
    const auto* value = row.is_object() ? member(row.as_object(), column) : nullptr;
    out.push_back(value ? text_of(*value) : "-");
  }
  return out;
}

}  // namespace

void print_table(std::ostream& out, const boost::json::array& rows, std::string_view columns) {
  const auto names = split(columns);
  std::vector<Line> lines(1);
  for (const auto name : names) lines.front().push_back(title(name));
  for (const auto& row : rows) lines.push_back(line_of(row, names));
  std::vector<std::size_t> widths(names.size());
  for (const Line& line : lines) {
    for (std::size_t i = 0; i < line.size(); ++i) widths[i] = std::max(widths[i], width(line[i]));
  }
  for (const Line& line : lines) print_line(out, line, widths);
}

void print_resource(std::ostream& out, const boost::json::object& resource) {
  std::size_t longest = 0;
  for (const auto& [name, value] : resource) longest = std::max(longest, name.size());
  for (const auto& [name, value] : resource) {
    const std::string_view key = name;
    if (key == "uri" || key == "subresource_uris" || key == "links") continue;
    out << std::string(key) << std::string(longest - key.size() + 2, ' ')
        << (key == "auth_token" ? "(hidden: --json shows it)" : text_of(value)) << '\n';
  }
}

}  // namespace ringback::cli::rest
