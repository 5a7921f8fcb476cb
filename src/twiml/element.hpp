#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/result.hpp"

namespace ringback::twiml {

// One XML element, without name spaces, comments or processing instructions.
struct Element {
  std::string name;
  std::vector<std::pair<std::string, std::string>> attributes;
  std::string text;  // its own character data, joined and trimmed
  std::vector<Element> children;
  // Where text and elements alternate (SSML), as it stands: before the first child, and between this and the next one.
  std::string lead;
  std::string tail;
};

// Its first child of that name, or nullptr.
const Element* find_child(const Element& element, std::string_view name);

// Parses a document of at most 64 kB. No network, no DTD, no entities but XML's five, at most 32 levels.
// Fails with 12100 (not well-formed), 11750 (too large) or 11770 (empty).
Result<Element> parse_xml(std::string_view body);

}  // namespace ringback::twiml
