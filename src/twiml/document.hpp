#pragma once

#include <memory>
#include <span>
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

// `content_type` decides as docs/twiml.md says: what is no TwiML may be text to be spoken, or sound to be played, which
// is at `url`. Fails with 12300 (none of these by its type), 12102 (the root is not <Response>) or what parse_xml fails
// with. `only` are the verbs that the document may have, if not all: others are a warning (12200).
Result<Document> parse_document(std::string_view body, std::string_view content_type, std::string_view url = {},
                                std::span<const std::string_view> only = {});

}  // namespace ringback::twiml
