#pragma once

#include "base/async.hpp"
#include "base/result.hpp"
#include "http/core.hpp"

namespace ringback::http {

// Reads the certificate and its key; nothing for plain http.
Result<std::shared_ptr<asio::ssl::context>> load_certificate(const Server::Options& options);

// Binds and listens with `core.acceptor`.
Result<void> listen(Core& core);

// Accepts until the acceptor is closed. Runs on the HTTP thread.
Task<void> accept_all(Core& core);

}  // namespace ringback::http
