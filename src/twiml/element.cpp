#include "twiml/element.hpp"

#include <libxml/parser.h>

#include <algorithm>
#include <memory>

#include "base/text.hpp"

namespace ringback::twiml {
namespace {

constexpr std::size_t max_bytes = 64 * 1024;
constexpr int max_depth = 32;

struct Free {
  void operator()(xmlParserCtxt* context) const { xmlFreeParserCtxt(context); }
  void operator()(xmlDoc* document) const { xmlFreeDoc(document); }
  void operator()(xmlChar* text) const { xmlFree(text); }
};

std::string to_string(const xmlChar* text) {
  return text ? reinterpret_cast<const char*>(text) : "";
}

void read_attributes(xmlNode* node, Element& out) {
  for (const xmlAttr* attribute = node->properties; attribute; attribute = attribute->next) {
    const std::unique_ptr<xmlChar, Free> value(xmlNodeListGetString(node->doc, attribute->children, 1));
    const bool qualified = attribute->ns && attribute->ns->prefix;  // xml:lang
    const std::string prefix = qualified ? to_string(attribute->ns->prefix) + ":" : "";
    out.attributes.emplace_back(prefix + to_string(attribute->name), to_string(value.get()));
  }
}

// False if the tree is too deep.
bool read_element(xmlNode* node, int depth, Element& out) {
  if (depth > max_depth) return false;
  out.name = to_string(node->name);
  read_attributes(node, out);
  for (xmlNode* child = node->children; child; child = child->next) {
    if (child->type == XML_TEXT_NODE || child->type == XML_CDATA_SECTION_NODE) {
      out.text += to_string(child->content);
      (out.children.empty() ? out.lead : out.children.back().tail) += to_string(child->content);
    } else if (child->type == XML_ELEMENT_NODE) {
      out.children.emplace_back();
      if (!read_element(child, depth + 1, out.children.back())) return false;
    }
  }
  out.text = std::string(trim(out.text));
  return true;
}

}  // namespace

const Element* find_child(const Element& element, std::string_view name) {
  const auto found = std::find_if(element.children.begin(), element.children.end(),
                                  [&](const Element& child) { return child.name == name; });
  return found == element.children.end() ? nullptr : &*found;
}

Result<Element> parse_xml(std::string_view body) {
  if (trim(body).empty()) return Error{11770, "the answer has no body"};
  if (body.size() > max_bytes) return Error{11750, "the document is larger than 64 kB"};
  const std::unique_ptr<xmlParserCtxt, Free> context(xmlNewParserCtxt());
  const int options = XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING;
  // Blanks before the XML declaration are an error to XML and common in what applications send.
  const auto text = trim(body);
  const std::unique_ptr<xmlDoc, Free> document(
      xmlCtxtReadMemory(context.get(), text.data(), static_cast<int>(text.size()), nullptr, nullptr, options));
  if (!document) {
    const auto* problem = xmlCtxtGetLastError(context.get());
    const std::string words = problem && problem->message ? std::string(trim(problem->message)) : "not well-formed";
    return Error{12100, "the document is no XML: " + words};
  }
  if (document->intSubset) return Error{12100, "a document type declaration is not allowed"};
  Element root;
  if (!read_element(xmlDocGetRootElement(document.get()), 1, root))
    return Error{12100, "the document is nested too deeply"};
  return root;
}

}  // namespace ringback::twiml
