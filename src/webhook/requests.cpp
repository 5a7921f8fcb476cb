#include "webhook/requests.hpp"

#include <array>
#include <boost/url.hpp>
#include <chrono>
#include <utility>

#include "base/sid.hpp"
#include "ringback/request_signature.hpp"
#include "webhook/fetch_outcome.hpp"
#include "webhook/parameters.hpp"

namespace ringback::webhook {
namespace {

using http::FetchFailure;

constexpr std::size_t max_document_bytes = 65'536;
constexpr std::chrono::seconds total_time{15};
constexpr int max_redirects = 10;

bool never_connected(FetchFailure failure) {
  switch (failure) {
    case FetchFailure::connect_timeout:
    case FetchFailure::connection_refused:
    case FetchFailure::connection_failed:
    case FetchFailure::tls_handshake:
      return true;
    default:
      return false;
  }
}

std::string with_query(const std::string& url, const std::string& query) {
  return url + (url.find('?') == std::string::npos ? '?' : '&') + query;
}

Result<Reply> judge(const http::FetchResult& result, const std::string& url) {
  const std::string shown = without_userinfo(url);
  // Sound is played from the URL, whatever its size: of this answer nobody needs more than its type.
  const bool cut_off = result.failure == FetchFailure::too_large && result.status / 100 == 2;
  if (cut_off && content_type(result.headers).starts_with("audio/")) {
    return Reply{{}, content_type(result.headers), url};
  }
  if (result.failure != FetchFailure::none) return Error{error_code(result.failure), result.detail + ": " + shown};
  if (result.status < 200 || result.status > 299) {
    return Error{11200, "HTTP status " + std::to_string(result.status) + " from " + shown};
  }
  if (result.body.size() > max_document_bytes) return Error{11750, "the answer is larger than 64 kB: " + shown};
  return Reply{result.body, content_type(result.headers), url};
}

// As browsers do; the parameters then go into the query, for an application that only moved needs them.
bool turns_to_get(int status) {
  return status == 301 || status == 302 || status == 303;
}

void sign(http::FetchRequest& request, const std::string& auth_token, const Parameters& parameters) {
  request.headers.emplace_back("X-Twilio-Signature", kit::sign_request(auth_token, request.url, parameters));
  request.headers.emplace_back("User-Agent", "TwilioProxy/1.1");
  request.headers.emplace_back("Accept", "*/*");
}

http::FetchRequest json_request(const std::string& auth_token, const std::string& url, std::string body) {
  http::FetchRequest out;
  out.method = "POST";
  out.url = with_query(without_fragment(url), "bodySHA256=" + kit::body_digest(body));
  out.max_body_bytes = max_document_bytes + 1;
  out.max_redirects = 0;
  out.body = std::move(body);
  out.headers = {{"Content-Type", "application/json"}};
  sign(out, auth_token, {});
  return out;
}

}  // namespace

http::FetchRequest to_http(const call::Facts& facts, const Request& request) {
  Parameters parameters = request.standard ? standard_parameters(facts) : Parameters();
  merge(parameters, request.parameters);
  parameters.insert(parameters.end(), request.page_parameters.begin(), request.page_parameters.end());

  http::FetchRequest out;
  out.method = request.method;
  out.url = without_fragment(request.url);
  out.max_body_bytes = max_document_bytes + 1;
  out.max_redirects = 0;  // each hop is signed anew
  if (request.method == "GET") {
    out.url = with_query(out.url, form_encode(parameters));
    parameters.clear();
  } else {
    out.body = form_encode(parameters);
    out.headers.emplace_back("Content-Type", "application/x-www-form-urlencoded");
  }
  sign(out, facts.auth_token, parameters);
  return out;
}

Task<Result<Reply>> Requests::send(call::Facts facts, Request request) {
  const TimePoint limit = deadlines_.now() + total_time;
  const std::string idempotency_token = random_uuid();
  for (int redirects = 0; redirects <= max_redirects; ++redirects) {
    auto fetch = to_http(facts, request);
    fetch.headers.emplace_back("I-Twilio-Idempotency-Token", idempotency_token);
    const auto result = co_await try_twice(std::move(fetch), limit);
    const auto next = redirection(result, request.url);
    if (!next) co_return judge(result, request.url);
    request.url = *next;
    if (turns_to_get(result.status)) request.method = "GET";
  }
  co_return Error{11215, "more than 10 redirects: " + without_userinfo(request.url)};
}

Task<Result<Reply>> Requests::send_json(std::string auth_token, std::string url, std::string body) {
  auto request = json_request(auth_token, url, std::move(body));
  request.headers.emplace_back("I-Twilio-Idempotency-Token", random_uuid());
  const auto result = co_await try_twice(std::move(request), deadlines_.now() + total_time);
  co_return judge(result, url);
}

// A connection that never came about may be tried again: nothing has reached that host.
Task<http::FetchResult> Requests::try_twice(http::FetchRequest request, TimePoint limit) {
  request.total_timeout = time_left(limit);
  auto result = co_await fetch_(request);
  request.total_timeout = time_left(limit);
  if (!never_connected(result.failure) || request.total_timeout.count() <= 0) co_return result;
  result = co_await fetch_(request);
  co_return result;
}

std::chrono::milliseconds Requests::time_left(TimePoint limit) const {
  return std::chrono::duration_cast<std::chrono::milliseconds>(limit - deadlines_.now());
}

Result<std::string> resolve_url(const std::string& base, const std::string& reference) {
  Error invalid{11100, "not a URL: " + without_userinfo(reference.substr(0, 200))};
  const auto trimmed = std::string(trim(reference));
  if (trimmed.empty()) return base;
  const auto base_url = boost::urls::parse_uri(base);
  const auto relative = boost::urls::parse_uri_reference(trimmed);
  if (!relative) return invalid;
  boost::urls::url out;
  if (relative->has_scheme()) {
    out = *relative;
  } else {
    if (!base_url) return invalid;
    if (!boost::urls::resolve(*base_url, *relative, out)) return invalid;
  }
  if (out.scheme() != "http" && out.scheme() != "https") return invalid;
  if (out.host().empty()) return invalid;
  return std::string(out.buffer());
}

}  // namespace ringback::webhook
