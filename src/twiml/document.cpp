#include "twiml/document.hpp"

#include <algorithm>
#include <array>

#include "twiml/verb/verbs.hpp"

namespace ringback::twiml {
namespace {

constexpr std::size_t max_warnings = 50;

using ParseVerb = std::unique_ptr<Verb> (*)(const Element&, Warnings&);

constexpr auto verbs = std::to_array<std::pair<std::string_view, ParseVerb>>({
    {"Dial", parse_dial},
    {"Echo", parse_echo},
    {"Enqueue", parse_enqueue},
    {"Gather", parse_gather},
    {"Hangup", parse_hangup},
    {"Leave", parse_leave},
    {"Pause", parse_pause},
    {"Play", parse_play},
    {"Record", parse_record},
    {"Redirect", parse_redirect},
    {"Reject", parse_reject},
    {"Say", parse_say},
    {"Start", parse_start},
    {"Stop", parse_stop},
});

// Verbs that Twilio has and this server hasn't: an error that tells which, and the next verb runs.
constexpr auto refused = std::to_array<std::pair<std::string_view, int>>({
    {"Connect", 13750},
    {"Pay", 13750},
    {"Prompt", 13750},
    {"Queue", 14219},
    {"Refer", 13750},
    {"Sms", 13803},
});

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
  for (const auto& [name, code] : refused) {
    if (element.name != name) continue;
    warnings.push_back({code, "<" + element.name + "> is not among what this server does", true});
    return nullptr;
  }
  warnings.push_back({12200, "<" + element.name + "> is not a verb"});
  return nullptr;
}

// A document of one verb, which an answer that is no document stands for.
Document document_of(ParseVerb parse, std::string_view text) {
  Document document;
  document.verbs.push_back(parse({.text = std::string(text), .lead = std::string(text)}, document.warnings));
  return document;
}

bool may_have(std::span<const std::string_view> only, const Element& element, Warnings& warnings) {
  if (only.empty() || std::find(only.begin(), only.end(), element.name) != only.end()) return true;
  warnings.push_back({12200, "<" + element.name + "> can't be in this document"});
  return false;
}

Result<Document> parse_twiml(std::string_view body, std::span<const std::string_view> only) {
  const auto root = parse_xml(body);
  if (!root) return root.error();
  if (root->name != "Response") return Error{12102, "the root element is <" + root->name + ">, not <Response>"};
  Document document;
  if (!root->text.empty()) document.warnings.push_back({12200, "<Response> can't contain text"});
  for (const Element& child : root->children) {
    if (!may_have(only, child, document.warnings)) continue;
    if (auto verb = parse_verb(child, document.warnings)) document.verbs.push_back(std::move(verb));
  }
  limit(document.warnings);
  return document;
}

}  // namespace

Result<Document> parse_document(std::string_view body, std::string_view content_type, std::string_view url,
                                std::span<const std::string_view> only) {
  if (content_type.starts_with("audio/")) return document_of(parse_play, url);
  if (!is_twiml_type(content_type)) {
    return Error{12300, "the answer's Content-Type is not TwiML: " + std::string(content_type.substr(0, 100))};
  }
  auto document = parse_twiml(body, only);
  if (!document && document.error().code == 12100 && content_type == "text/plain") return document_of(parse_say, body);
  return document;
}

}  // namespace ringback::twiml
