#include "twiml/verb/dial_nouns.hpp"

namespace ringback::twiml {
namespace {

constexpr std::size_t max_customer_id = 256;

void read_customer_id(Attributes& attributes, DialNoun& noun, Warnings& warnings) {
  auto id = attributes.text("customerId");
  if (!id) return;
  if (id->size() > max_customer_id) {
    warnings.push_back({12200, "<Application> customerId: longer than 256 characters"});
  } else {
    noun.parameters.emplace_back("customerId", *std::move(id));
  }
}

}  // namespace

DialNoun parse_application(const Element& element, Warnings& warnings) {
  DialNoun noun{.kind = call::Target::Kind::application, .text = element.text};
  Attributes attributes(element, warnings);
  read_common(attributes, noun, 13221, warnings);
  read_customer_id(attributes, noun, warnings);
  noun.copy_parent_to = attributes.boolean("copyParentTo", false, 12200);
  attributes.finish();
  Parameters own;
  for (const Element& child : element.children) {
    if (child.name == "ApplicationSid") {
      noun.text = child.text;
    } else if (child.name == "Parameter") {
      read_parameter(child, own, warnings);
    } else {
      warnings.push_back({12200, "<Application> can't contain <" + child.name + ">"});
    }
  }
  for (const auto& [name, value] : own) noun.parameters.emplace_back("Param_" + name, value);
  return noun;
}

}  // namespace ringback::twiml
