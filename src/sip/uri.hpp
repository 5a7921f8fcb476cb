#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/text.hpp"

namespace ringback::sip {

// A `sip:`, `sips:` or `tel:` URI (RFC 3261 section 19.1, RFC 3966).
struct Uri {
  std::string scheme = "sip";
  std::string user;          // as on the wire: escapes stay; of tel: the number
  std::string host;          // IPv6 without brackets; empty for tel:
  std::uint16_t port = 0;    // 0: none given
  Parameters parameters;     // names in lower case
  bool has_headers = false;  // `?…`, which are not kept
};

std::optional<Uri> parse_uri(std::string_view text);
std::string to_string(const Uri& uri);

// The user without parameters of its own (`+8150…;cpc=…`), as on the wire.
std::string_view subscriber(const Uri& uri);
// Any text as the user part of a URI; `+` stays.
std::string escape_user(std::string_view text);

// `"Ann" <sip:ann@example.com>;tag=1`: From, To, Contact, Route, Diversion (RFC 3261 section 20.10).
struct NameAddress {
  std::string display_name;
  Uri uri;
  std::string uri_text;   // as on the wire
  Parameters parameters;  // of the header, names in lower case
};

std::optional<NameAddress> parse_name_address(std::string_view text);

}  // namespace ringback::sip
