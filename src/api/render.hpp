#pragma once

#include "api/context.hpp"
#include "http/message.hpp"

namespace ringback::api {

// An answer in the format that was asked for, made from the one JSON tree.
http::Response render(const Answer& answer, Format format);
// An error; CSV has no form for it and gets XML.
http::Response render(const Error& error, Format format);

}  // namespace ringback::api
