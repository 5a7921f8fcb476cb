#include "twiml/verb/dial_nouns.hpp"

#include <algorithm>
#include <array>

#include "twiml/verb/digits.hpp"

namespace ringback::twiml {
namespace {

constexpr std::size_t max_nouns = 10;

// Answering machines are not told from people here.
constexpr std::array<std::string_view, 7> machine_detection = {
    "machineDetection",
    "machineDetectionTimeout",
    "machineDetectionSpeechThreshold",
    "machineDetectionSpeechEndThreshold",
    "machineDetectionSilenceTimeout",
    "amdStatusCallback",
    "amdStatusCallbackMethod",
};

DialNoun parse_client(const Element& element, Warnings& warnings) {
  Attributes attributes(element, warnings);
  DialNoun noun{.kind = call::Target::Kind::client, .text = element.text};
  read_common(attributes, noun, 13221, warnings);
  attributes.without_effect("clientNotificationUrl");
  attributes.finish();
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
  Attributes attributes(element, warnings);
  DialNoun noun{.kind = call::Target::Kind::number, .text = element.text};
  read_common(attributes, noun, 13221, warnings);
  if (const auto given = attributes.text("sendDigits")) {
    auto digits = parse_digits(*given);
    if (!digits) warnings.push_back({13222, "<Number> sendDigits: invalid value " + given->substr(0, 100)});
    noun.digits = digits.value_or("");
  }
  attributes.without_effect("byoc");
  attributes.finish();
  refuse_children(element, warnings);
  return noun;
}

}  // namespace

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

void read_common(Attributes& attributes, DialNoun& noun, int method_code, Warnings& warnings) {
  noun.url = attributes.text("url");
  if (noun.url && noun.url->empty()) noun.url.reset();
  noun.method = attributes.method("method", method_code);
  noun.status_callback = attributes.text("statusCallback");
  if (noun.status_callback && noun.status_callback->empty()) noun.status_callback.reset();
  noun.status_callback_method = attributes.method("statusCallbackMethod", method_code);
  std::vector<std::string> unknown;
  noun.status_callback_events = call::parse_progress(attributes.text("statusCallbackEvent").value_or(""), unknown);
  for (const auto& name : unknown) warnings.push_back({21626, "statusCallbackEvent: there is no event " + name});
  for (const auto name : machine_detection) attributes.without_effect(name);
}

std::vector<DialNoun> parse_dial_nouns(const Element& dial, Warnings& warnings) {
  std::vector<DialNoun> nouns;
  if (!dial.text.empty()) nouns.push_back({.kind = call::Target::Kind::number, .text = dial.text});
  for (const Element& child : dial.children) {
    if (child.name == "Number") {
      nouns.push_back(parse_number(child, warnings));
    } else if (child.name == "Client") {
      nouns.push_back(parse_client(child, warnings));
    } else if (child.name == "Sip") {
      nouns.push_back(parse_sip(child, warnings));
    } else if (child.name == "Application") {
      nouns.push_back(parse_application(child, warnings));
    } else {
      warnings.push_back({13215, "<Dial> can't contain <" + child.name + ">"});
    }
  }
  const auto application = std::find_if(
      nouns.begin(), nouns.end(), [](const DialNoun& noun) { return noun.kind == call::Target::Kind::application; });
  if (application != nouns.end() && nouns.size() > 1) {
    warnings.push_back({13215, "<Application> is dialled alone; the others are left out"});
    nouns = {DialNoun(*application)};
  }
  if (nouns.size() > max_nouns) {
    warnings.push_back({13250, "<Dial> rings at most ten parties; the others are left out"});
    nouns.resize(max_nouns);
  }
  return nouns;
}

}  // namespace ringback::twiml
