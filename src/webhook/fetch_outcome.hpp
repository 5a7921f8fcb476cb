#pragma once

#include <optional>
#include <string>

#include "http/client.hpp"

// What came of a fetch, in the words of docs/webhooks.md.
namespace ringback::webhook {

// Twilio's code for a fetch that brought no answer.
int error_code(http::FetchFailure failure);

// Where an answer sends the request on to, if it does (RFC 9110 section 15.4).
std::optional<std::string> redirection(const http::FetchResult& result, const std::string& url);

// Without its parameters, lower case.
std::string content_type(const http::Headers& headers);

std::string without_fragment(const std::string& url);

}  // namespace ringback::webhook
