#include "api/xml.hpp"

#include <algorithm>
#include <boost/json/serialize.hpp>
#include <cctype>

#include "kit/xml_text.hpp"

namespace ringback::api {
namespace {

namespace json = boost::json;

std::string_view view(json::string_view text) {
  return {text.data(), text.size()};
}

void append_object(std::string& xml, std::string_view element, const json::object& object);

void append_value(std::string& xml, const std::string& element, const json::value& value) {
  if (const auto* object = value.if_object()) return append_object(xml, element, *object);
  const std::string text = scalar_text(value);
  if (text.empty()) {
    xml += '<' + element + "/>";
    return;
  }
  xml += '<' + element + '>';
  kit::append_escaped(xml, text);
  xml += "</" + element + '>';
}

void append_object(std::string& xml, std::string_view element, const json::object& object) {
  xml.append("<").append(element).append(">");
  for (const auto& [key, value] : object) append_value(xml, pascal_case(view(key)), value);
  xml.append("</").append(element).append(">");
}

// `page_size` → `pagesize="50"`.
void append_attribute(std::string& xml, std::string_view key, const json::value& value) {
  std::string name(key);
  std::erase(name, '_');
  xml += ' ' + name + "=\"";
  kit::append_escaped(xml, scalar_text(value));
  xml += '"';
}

void append_list(std::string& xml, const Answer& answer) {
  const std::string list = pascal_case(answer.list_key);
  xml += '<' + list;
  for (const auto& [key, value] : answer.body) {
    if (!value.is_array()) append_attribute(xml, view(key), value);
  }
  xml += '>';
  for (const auto& row : answer.body.at(answer.list_key).as_array())
    append_object(xml, answer.element, row.as_object());
  xml += "</" + list + '>';
}

}  // namespace

std::string pascal_case(std::string_view snake_case) {
  std::string out;
  bool start = true;
  for (const char c : snake_case) {
    if (c != '_') out += start ? static_cast<char>(std::toupper(static_cast<unsigned char>(c))) : c;
    start = c == '_';
  }
  return out;
}

std::string scalar_text(const json::value& value) {
  if (value.is_null()) return "";
  if (const auto* text = value.if_string()) return {text->data(), text->size()};
  return json::serialize(value);
}

std::string to_xml(const Answer& answer) {
  std::string xml = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<TwilioResponse>";
  if (answer.list_key.empty()) {
    append_object(xml, answer.element, answer.body);
  } else {
    append_list(xml, answer);
  }
  return xml + "</TwilioResponse>\n";
}

}  // namespace ringback::api
