#include "twiml/verb/dial_nouns.hpp"

namespace ringback::twiml {
namespace {

constexpr std::size_t max_nouns = 10;

void read_parameter(const Element& element, Parameters& out, Warnings& warnings) {
  Attributes attributes(element, warnings);
  const auto name = attributes.text("name");
  const auto value = attributes.text("value");
  attributes.finish();
  if (name && !name->empty()) {
    out.emplace_back(*name, value.value_or(""));
  } else {
    warnings.push_back({12200, "<Parameter> needs a name"});
  }
}

DialNoun parse_client(const Element& element, Warnings& warnings) {
  Attributes(element, warnings).finish();
  DialNoun noun{.kind = call::Target::Kind::client, .text = element.text};
  for (const Element& child : element.children) {
    if (child.name == "Identity") {
      noun.text = child.text;
    } else if (child.name == "Parameter") {
      read_parameter(child, noun.parameters, warnings);
    } else {
      warnings.push_back({12200, "<Client> can't contain <" + child.name + ">"});
    }
  }
  return noun;
}

DialNoun parse_number(const Element& element, Warnings& warnings) {
  Attributes(element, warnings).finish();
  refuse_children(element, warnings);
  return {.kind = call::Target::Kind::number, .text = element.text};
}

}  // namespace

std::vector<DialNoun> parse_dial_nouns(const Element& dial, Warnings& warnings) {
  std::vector<DialNoun> nouns;
  if (!dial.text.empty()) nouns.push_back({.kind = call::Target::Kind::number, .text = dial.text});
  for (const Element& child : dial.children) {
    if (child.name == "Number") {
      nouns.push_back(parse_number(child, warnings));
    } else if (child.name == "Client") {
      nouns.push_back(parse_client(child, warnings));
    } else {
      warnings.push_back({13215, "<Dial> can't contain <" + child.name + ">"});
    }
  }
  if (nouns.size() > max_nouns) {
    warnings.push_back({13250, "<Dial> rings at most ten parties; the others are left out"});
    nouns.resize(max_nouns);
  }
  return nouns;
}

}  // namespace ringback::twiml
