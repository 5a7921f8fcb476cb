#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace ringback::twiml {

// The attributes of a <say-as>, and the language around it (BCP 47).
struct Interpretation {
  std::string_view as;      // interpret-as
  std::string_view format;  // of a date
  std::string_view language;
};

// What is to be read for a text that is meant so. Nothing where it is best read as it stands: numbers, addresses, what
// isn't of the form that it should be, and, in languages other than English, all but what is spelled.
std::optional<std::string> say_as(std::string_view text, const Interpretation& meant);

}  // namespace ringback::twiml
