#pragma once

#include <chrono>
#include <functional>
#include <memory>
#include <string>

#include "base/async.hpp"
#include "http/message.hpp"

namespace ringback::http {

// Why a fetch brought no answer at all.
enum class FetchFailure {
  none,
  bad_url,
  host_not_found,
  connect_timeout,
  connection_refused,
  connection_failed,
  tls_handshake,
  certificate_invalid,
  timeout,  // the whole of it, or between two packets
  too_many_redirects,
  too_large,
  protocol,           // not HTTP, cut short
  forbidden_address,  // a link-local address, or one that the configuration forbids
  cancelled,
};

struct FetchRequest {
  std::string method = "GET";
  std::string url;  // http or https, absolute; a fragment is not sent
  Headers headers;
  std::string body;
  std::chrono::milliseconds connect_timeout{5000};
  std::chrono::milliseconds total_timeout{15000};  // connect, redirects and body included
  std::size_t max_body_bytes = 64 * 1024 + 1;
  int max_redirects = 10;
};

struct FetchResult {
  FetchFailure failure = FetchFailure::none;
  std::string detail;  // for the log, when there is a failure
  int status = 0;
  Headers headers;  // of the last answer
  std::string body;
  std::string final_url;  // after redirects
};

// Fetches URLs on a thread of its own (libcurl multi). Used from the control thread; results come back there.
class Client {
 public:
  struct Options {
    std::size_t max_connections = 256;
    std::size_t max_waiting = 10'000;  // fetches in flight; one more fails at once with connection_failed
    std::string ca_file;               // empty: the system's
    bool allow_link_local = false;     // 169.254.0.0/16 and fe80::/10: cloud metadata lives there
  };

  Client(Options options, Executor control);
  ~Client();
  Client(const Client&) = delete;
  Client& operator=(const Client&) = delete;

  // Throws operation_aborted when the awaiting coroutine is cancelled; the transfer is then given up.
  Task<FetchResult> fetch(FetchRequest request);
  // Fetches that have not ended. One more than Options::max_waiting fails at once.
  std::size_t waiting() const;

 private:
  class Implementation;
  std::unique_ptr<Implementation> implementation_;
};

}  // namespace ringback::http
