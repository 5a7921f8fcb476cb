#pragma once

#include <string>
#include <string_view>

#include "base/text.hpp"

namespace ringback::browser {

// What a page gave to `connect`: `key=value` pairs joined by `&`, both sides as encodeURIComponent writes them. A `+`
// is a plus, never a blank. The order is kept.
Parameters decode_page_parameters(std::string_view text);

// `<Parameter>`s of a `<Client>` as the SDKs read them: values percent-encoded, names raw. Names that the SDKs could
// not read back (`&`, `=`, empty) are left out.
std::string encode_client_parameters(const Parameters& parameters);

// Text that may go into a WebSocket text frame (RFC 6455 section 5.6): what is no valid UTF-8 has its non-ASCII bytes
// replaced by `?`.
std::string utf8_or_ascii(std::string_view text);

}  // namespace ringback::browser
