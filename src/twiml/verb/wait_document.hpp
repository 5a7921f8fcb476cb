#pragma once

#include <string>

#include "base/async.hpp"
#include "base/result.hpp"
#include "twiml/verb.hpp"

namespace ringback::twiml {

// Runs the document at `request` on a call that waits: <Play>, <Say>, <Pause> and <Redirect>; another verb is left out,
// with an error (13238). A sound file or a text takes the place of a document. Resumes at its end. Fails only if the
// first document can't be had.
Task<Result<void>> run_wait_document(Execution on, webhook::Request request);

}  // namespace ringback::twiml
