#include "ringback/twiml.hpp"

#include <algorithm>

#include "kit/xml_text.hpp"

namespace ringback::kit {

void Element::set_attribute(std::string_view name, std::string_view value) {
  const auto same_name = [name](const auto& attribute) { return attribute.first == name; };
  const auto found = std::find_if(attributes_.begin(), attributes_.end(), same_name);
  if (found == attributes_.end()) {
    attributes_.emplace_back(name, value);
  } else {
    found->second = value;
  }
}

void Element::wrap_text(std::string name) {
  if (text_.empty()) return;
  children_.emplace_back(std::move(name), std::move(text_));
  text_.clear();
}

std::string Element::to_xml() const {
  std::string xml;
  write(xml);
  return xml;
}

void Element::write(std::string& xml) const {
  xml += '<' + name_;
  for (const auto& [name, value] : attributes_) {
    xml += ' ' + name + "=\"";
    append_escaped(xml, value);
    xml += '"';
  }
  if (text_.empty() && children_.empty()) {
    xml += "/>";
    return;
  }
  xml += '>';
  append_escaped(xml, text_);
  for (const auto& child : children_) child.write(xml);
  xml += "</" + name_ + '>';
}

// A name that has parameters beside it stands in an element of its own.
Client& Client::parameter(std::string_view name, std::string_view value) {
  wrap_text("Identity");
  Element parameter("Parameter");
  parameter.set_attribute("name", name);
  parameter.set_attribute("value", value);
  return append(std::move(parameter));
}

std::string VoiceResponse::to_xml() const {
  return R"(<?xml version="1.0" encoding="UTF-8"?>)" + Element::to_xml();
}

}  // namespace ringback::kit
