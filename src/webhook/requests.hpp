#pragma once

#include <functional>
#include <string>

#include "base/async.hpp"
#include "base/deadlines.hpp"
#include "base/result.hpp"
#include "base/text.hpp"
#include "call/journal.hpp"

namespace ringback::http {
struct FetchRequest;
struct FetchResult;
}  // namespace ringback::http

namespace ringback::webhook {

// One request to the application about a call.
struct Request {
  std::string url;  // absolute
  std::string method = "POST";
  bool standard = true;        // with the standard parameters
  Parameters parameters;       // beside the standard ones, sorted among them
  Parameters page_parameters;  // of the page that called: last, in their own order
};

struct Reply {
  std::string body;
  std::string content_type;  // without its parameters, lower case
  std::string url;           // that answered: the request's own, or where it was redirected to
};

// How requests travel: http::Client::fetch in the server, the test's application in tests.
using Fetch = std::function<Task<http::FetchResult>(http::FetchRequest)>;

// The application's voice: signed requests with the standard parameters, delivered by the rules of docs/webhooks.md
// (5 s to connect, 15 s in all, one more try if no connection came about, at most 10 redirects, each signed anew).
// Control thread.
class Requests {
 public:
  Requests(Fetch fetch, Deadlines& deadlines) : fetch_(std::move(fetch)), deadlines_(deadlines) {}

  // Fails with Twilio's code: 11200 (no 2xx, or no answer in time), 11205, 11210, 11215, 11220, 1123x, 11750, 11100.
  Task<Result<Reply>> send(call::Facts facts, Request request);
  // A JSON body, which the signature covers by its digest in the URL. Redirects are not followed. Fails as `send`.
  Task<Result<Reply>> send_json(std::string auth_token, std::string url, std::string body);

 private:
  std::chrono::milliseconds time_left(TimePoint limit) const;
  Task<http::FetchResult> try_twice(http::FetchRequest request, TimePoint limit);

  Fetch fetch_;
  Deadlines& deadlines_;
};

// The HTTP form of a request: parameters and signature.
http::FetchRequest to_http(const call::Facts& facts, const Request& request);

// `reference` (absolute, relative, or only a query) as seen from the document at `base`; RFC 3986 section 5. An empty
// reference is the document itself. Fails with 11100.
Result<std::string> resolve_url(const std::string& base, const std::string& reference);

}  // namespace ringback::webhook
