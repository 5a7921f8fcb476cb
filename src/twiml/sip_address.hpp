#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/text.hpp"

namespace ringback::twiml {

// A SIP URI as applications write it, `sip:` or not, with headers behind a question mark: `alice@host?X-Team=blue`.
struct SipAddress {
  enum class Problem { uri, headers_too_long, headers_too_many, header_name, header_value };

  std::string uri;  // `sip:…`, without headers; empty if the text can't be one
  Parameters headers;
  std::vector<std::pair<Problem, std::string>> problems;  // what was left out, and why

  // Takes `X-…` and the few others that the product lets pass. A value may not break the line.
  void add_header(std::string_view name, std::string_view value);
};

SipAddress parse_sip_address(std::string_view text);

}  // namespace ringback::twiml
