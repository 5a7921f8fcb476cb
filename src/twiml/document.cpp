#include "twiml/document.hpp"

#include <array>

#include "twiml/verb/verbs.hpp"

namespace ringback::twiml {
namespace {

constexpr std::size_t max_warnings = 50;

using ParseVerb = std::unique_ptr<Verb> (*)(const Element&, Warnings&);

constexpr std::array<std::pair<std::string_view, ParseVerb>, 9> verbs = {{
    {"Dial", parse_dial},
    {"Echo", parse_echo},
    {"Gather", parse_gather},
    {"Hangup", parse_hangup},
    {"Pause", parse_pause},
    {"Play", parse_play},
    {"Redirect", parse_redirect},
    {"Reject", parse_reject},
    {"Say", parse_say},
}};

bool is_twiml_type(std::string_view type) {
  return type == "text/xml" || type == "application/xml" || type == "text/html" || type == "text/plain" ||
         type.ends_with("+xml");
}

// A document can be wrong in as many places as it has bytes; the call's record need not name them all.
void limit(Warnings& warnings) {
  if (warnings.size() <= max_warnings) return;
  const std::size_t more = warnings.size() - max_warnings;
  warnings.resize(max_warnings);
  warnings.push_back({12200, "and " + std::to_string(more) + " more"});
}

std::unique_ptr<Verb> parse_verb(const Element& element, Warnings& warnings) {
  for (const auto& [name, parse] : verbs) {
    if (element.name == name) return parse(element, warnings);
  }
  warnings.push_back({12200, "<" + element.name + "> is not a verb that this server runs"});
  return nullptr;
}

}  // namespace

Result<Document> parse_document(std::string_view body, std::string_view content_type) {
  if (!is_twiml_type(content_type)) {
    return Error{12300, "the answer's Content-Type is not TwiML: " + std::string(content_type.substr(0, 100))};
  }
  const auto root = parse_xml(body);
  if (!root) return root.error();
  if (root->name != "Response") return Error{12102, "the root element is <" + root->name + ">, not <Response>"};
  Document document;
  if (!root->text.empty()) document.warnings.push_back({12200, "<Response> can't contain text"});
  for (const Element& child : root->children) {
    if (auto verb = parse_verb(child, document.warnings)) document.verbs.push_back(std::move(verb));
  }
  limit(document.warnings);
  return document;
}

}  // namespace ringback::twiml
