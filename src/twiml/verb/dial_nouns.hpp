#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/text.hpp"
#include "call/leg.hpp"
#include "call/progress.hpp"
#include "twiml/attributes.hpp"

namespace ringback::twiml {

// Whom a <Dial> rings.
struct DialNoun {
  call::Target::Kind kind = call::Target::Kind::number;
  std::string text;             // number as written, identity, SIP URI without headers, or SID of a TwiML App
  Parameters parameters;        // of a <Client>; headers of a <Sip>; of an <Application>, by the names of its request
  bool copy_parent_to = false;  // application: what was called is its `To`
  std::string username{};
  std::string password{};
  // The whisper: a document that runs on the party after its answer.
  std::optional<std::string> url{};
  std::string method = "POST";
  std::string digits{};  // sent after the answer, as a session takes them
  std::optional<std::string> status_callback{};
  std::string status_callback_method = "POST";
  unsigned status_callback_events = call::completed;
};

// The nouns of a <Dial>, or its own text as a number. At most ten (13250).
std::vector<DialNoun> parse_dial_nouns(const Element& dial, Warnings& warnings);

// What <Number>, <Client> and <Sip> have in common: url, method, statusCallback and its kin. `method_code` warns of a
// method that is none.
void read_common(Attributes& attributes, DialNoun& noun, int method_code, Warnings& warnings);

// `name` and `value` of a <Parameter>.
void read_parameter(const Element& element, Parameters& out, Warnings& warnings);

DialNoun parse_application(const Element& element, Warnings& warnings);
DialNoun parse_sip(const Element& element, Warnings& warnings);

}  // namespace ringback::twiml
