#pragma once

#include <memory>

#include "base/inbox.hpp"
#include "http/core.hpp"

namespace ringback::http {

// Where one request's connection waits for its answer.
using Answers = Inbox<Response>;

// Has the control thread call `handler`; the answer, 500 if it never comes or 503 if the server stops, is put into
// `answers`.
void ask(Core& core, const Handler& handler, Request request, std::shared_ptr<Answers> answers);

}  // namespace ringback::http
