#include "webhook/requests.hpp"

#include <array>
#include <boost/url.hpp>
#include <utility>

#include "base/sid.hpp"
#include "http/client.hpp"
#include "ringback/request_signature.hpp"
#include "webhook/parameters.hpp"

namespace ringback::webhook {
namespace {

using http::FetchFailure;

constexpr std::size_t max_document_bytes = 64 * 1024;

// A connection that never came about may be tried again: nothing has reached the application.
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

int code_of(FetchFailure failure) {
  switch (failure) {
    case FetchFailure::bad_url:
      return 11100;
    case FetchFailure::host_not_found:
      return 11210;
    case FetchFailure::connect_timeout:
    case FetchFailure::connection_refused:
    case FetchFailure::connection_failed:
    case FetchFailure::forbidden_address:
      return 11205;
    case FetchFailure::tls_handshake:
      return 11220;
    case FetchFailure::certificate_invalid:
      return 11237;
    case FetchFailure::too_many_redirects:
      return 11215;
    case FetchFailure::too_large:
      return 11750;
    case FetchFailure::protocol:
      return 11206;
    case FetchFailure::none:
    case FetchFailure::timeout:
    case FetchFailure::cancelled:
      return 11200;
  }
  return 11200;
}

std::string without_fragment(const std::string& url) {
  return url.substr(0, url.find('#'));
}

std::string with_query(const std::string& url, const std::string& query) {
  return url + (url.find('?') == std::string::npos ? '?' : '&') + query;
}

std::string content_type(const http::Headers& headers) {
  const std::string_view value = http::header(headers, "Content-Type");
  return lower(trim(value.substr(0, value.find(';'))));
}

Result<Reply> judge(const http::FetchResult& result, const std::string& url) {
  if (result.failure != FetchFailure::none) return Error{code_of(result.failure), result.detail + ": " + url};
  if (result.status < 200 || result.status > 299) {
    return Error{11200, "HTTP status " + std::to_string(result.status) + " from " + url};
  }
  if (result.body.size() > max_document_bytes) return Error{11750, "the answer is larger than 64 kB: " + url};
  return Reply{result.body, content_type(result.headers), result.final_url.empty() ? url : result.final_url};
}

}  // namespace

http::FetchRequest to_http(const call::Facts& facts, const Request& request) {
  Parameters parameters = standard_parameters(facts);
  merge(parameters, request.parameters);
  parameters.insert(parameters.end(), request.page_parameters.begin(), request.page_parameters.end());

  http::FetchRequest out;
  out.method = request.method;
  out.url = without_fragment(request.url);
  out.max_body_bytes = max_document_bytes + 1;
  if (request.method == "GET") {
    out.url = with_query(out.url, form_encode(parameters));
    parameters.clear();
  } else {
    out.body = form_encode(parameters);
    out.headers.emplace_back("Content-Type", "application/x-www-form-urlencoded");
  }
  out.headers.emplace_back("X-Twilio-Signature", kit::sign_request(facts.auth_token, out.url, parameters));
  out.headers.emplace_back("I-Twilio-Idempotency-Token", random_uuid());
  out.headers.emplace_back("User-Agent", "TwilioProxy/1.1");
  out.headers.emplace_back("Accept", "*/*");
  return out;
}

Task<Result<Reply>> Requests::send(call::Facts facts, Request request) {
  const http::FetchRequest fetch = to_http(facts, request);
  auto result = co_await fetch_(fetch);
  if (never_connected(result.failure)) {
    // Two connects of 5 s stay within the 15 s that a request has in all.
    auto again = fetch;
    again.total_timeout -= fetch.connect_timeout;
    result = co_await fetch_(again);
  }
  co_return judge(result, request.url);
}

Result<std::string> resolve_url(const std::string& base, const std::string& reference) {
  const Error invalid{11100, "not a URL: " + reference.substr(0, 200)};
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
