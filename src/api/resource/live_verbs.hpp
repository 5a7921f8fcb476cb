#pragma once

#include "api/context.hpp"

// `/Accounts/{AC}/Calls/{CA}/Streams`, `/Siprec` and `/Transcriptions`: what hangs on a running call, as its verbs
// would start it. None of the verbs is there, so each is refused in words: 404 for a call that is not there, 21220 for
// one that is not in progress, 20422 for the rest.
namespace ringback::api::resource::live_verbs {

Task<Result<Answer>> create_stream(Context& context);
Task<Result<Answer>> create_siprec(Context& context);
Task<Result<Answer>> create_transcription(Context& context);
// Of any of them: none was started, so there is none.
Task<Result<Answer>> update(Context& context);

}  // namespace ringback::api::resource::live_verbs
