#pragma once

#include "base/async.hpp"
#include "base/result.hpp"
#include "http/core.hpp"

namespace ringback::http {

// Reads the certificate and its key into `core.tls`; nothing to do for plain http.
Result<void> load_certificate(Core& core);

// Binds and listens with `core.acceptor`.
Result<void> listen(Core& core);

// Accepts until the acceptor is closed. Runs on the HTTP thread.
Task<void> accept_all(Core& core);

}  // namespace ringback::http
