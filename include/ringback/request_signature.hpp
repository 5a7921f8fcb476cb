#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace ringback::kit {

using FormParameters = std::vector<std::pair<std::string, std::string>>;

// The value of `X-Twilio-Signature`: base64 of HMAC-SHA1, keyed with the Auth Token, over the URL followed by the
// decoded form parameters, sorted byte-wise by name. For GET, `parameters` is empty and the URL has the query.
// The URL is signed as the application sees it: fragment and user info dropped, and of https the port.
std::string sign_request(std::string_view auth_token, std::string_view url, const FormParameters& parameters);

// Whether `signature` is right, in constant time. For https the URL with and without its port is tried.
bool validate_request(std::string_view auth_token, std::string_view signature, std::string_view url,
                      const FormParameters& parameters);

// The same for a request whose body is no form (JSON): the URL's query has its SHA-256 as `bodySHA256`, and that must
// be the body's.
bool validate_request_with_body(std::string_view auth_token, std::string_view signature, std::string_view url,
                                std::string_view body);

// The value of `bodySHA256` for a body: its SHA-256 in hex.
std::string body_digest(std::string_view body);

}  // namespace ringback::kit
