#pragma once

#include <memory>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "twiml/attributes.hpp"
#include "twiml/verb.hpp"

namespace ringback::twiml {

// A TwiML document: typed verbs in order, and what in it was not understood. Nothing is skipped silently.
struct Document {
  std::vector<std::unique_ptr<Verb>> verbs;
  Warnings warnings;
};

// `content_type` decides as docs/twiml.md says. Fails with 12300 (not TwiML by its type), 12102 (the root is not
// <Response>) or what parse_xml fails with.
Result<Document> parse_document(std::string_view body, std::string_view content_type);

}  // namespace ringback::twiml
