#include "webhook/fetch_outcome.hpp"

#include "base/text.hpp"
#include "webhook/requests.hpp"

namespace ringback::webhook {

using http::FetchFailure;

int error_code(FetchFailure failure) {
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

std::optional<std::string> redirection(const http::FetchResult& result, const std::string& url) {
  switch (result.status) {
    case 301:
    case 302:
    case 303:
    case 307:
    case 308:
      break;
    default:
      return std::nullopt;
  }
  const std::string_view location = http::header(result.headers, "Location");
  if (result.failure != FetchFailure::none || location.empty()) return std::nullopt;
  const auto next = resolve_url(url, std::string(location));
  return next ? std::optional(*next) : std::nullopt;
}

std::string content_type(const http::Headers& headers) {
  const std::string_view value = http::header(headers, "Content-Type");
  return lower(trim(value.substr(0, value.find(';'))));
}

std::string without_fragment(const std::string& url) {
  return url.substr(0, url.find('#'));
}

}  // namespace ringback::webhook
