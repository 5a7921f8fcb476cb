#include <algorithm>

#include "twiml/sip_address.hpp"
#include "twiml/verb/dial_nouns.hpp"

namespace ringback::twiml {
namespace {

constexpr std::size_t max_login = 255;

int code_of(SipAddress::Problem problem) {
  switch (problem) {
    case SipAddress::Problem::uri:
      return 13243;
    case SipAddress::Problem::headers_too_many:
      return 13251;
    case SipAddress::Problem::header_name:
    case SipAddress::Problem::header_value:
      return 13252;
    case SipAddress::Problem::headers_too_long:
      return 13253;
  }
  return 13243;
}

void read_login(Attributes& attributes, DialNoun& noun, Warnings& warnings) {
  std::string user = attributes.text("username").value_or("");
  std::string password = attributes.text("password").value_or("");
  const auto unfit = [](const std::string& text) {
    return text.size() > max_login || std::any_of(text.begin(), text.end(), [](char c) {
             return static_cast<unsigned char>(c) < ' ' || c == '"';
           });
  };
  if (unfit(user) || unfit(password) || (user.empty() && !password.empty())) {
    warnings.push_back({13249, "<Sip>: the username or the password can't be used"});
    return;
  }
  if (user.empty()) return;
  noun.username = std::move(user);
  noun.password = std::move(password);
}

// <Headers><Header name="X-…" value="…"/></Headers>
void read_headers(const Element& element, SipAddress& address, Warnings& warnings) {
  for (const Element& child : element.children) {
    if (child.name != "Header") {
      warnings.push_back({12200, "<Headers> can't contain <" + child.name + ">"});
      continue;
    }
    Attributes attributes(child, warnings);
    const auto name = attributes.text("name").value_or("");
    const auto value = attributes.text("value").value_or("");
    attributes.finish();
    address.add_header(name, value);
  }
}

}  // namespace

DialNoun parse_sip(const Element& element, Warnings& warnings) {
  DialNoun noun{.kind = call::Target::Kind::sip};
  Attributes attributes(element, warnings);
  read_common(attributes, noun, 13241, warnings);
  read_login(attributes, noun, warnings);
  attributes.finish();

  std::string text = element.text;
  for (const Element& child : element.children) {
    if (child.name != "Uri") continue;
    Attributes of_uri(child, warnings);
    if (of_uri.text("username")) read_login(of_uri, noun, warnings);
    of_uri.without_effect("priority");
    of_uri.without_effect("weight");
    of_uri.finish();
    text = child.text;
  }
  SipAddress address = parse_sip_address(text);
  for (const Element& child : element.children) {
    if (child.name == "Headers") {
      read_headers(child, address, warnings);
    } else if (child.name != "Uri") {
      warnings.push_back({12200, "<Sip> can't contain <" + child.name + ">"});
    }
  }
  for (const auto& [problem, words] : address.problems) warnings.push_back({code_of(problem), "<Sip>: " + words});
  noun.text = std::move(address.uri);
  noun.parameters = std::move(address.headers);
  return noun;
}

}  // namespace ringback::twiml
