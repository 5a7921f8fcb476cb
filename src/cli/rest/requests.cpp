#include "cli/rest/requests.hpp"

#include <boost/json/parse.hpp>

namespace ringback::cli::rest {
namespace {

// The sound of an hour, and the time that a slow line needs for it.
constexpr std::size_t max_body_bytes = std::size_t{512} * 1024 * 1024;
constexpr std::chrono::minutes patience{10};

Error refusal(const http::FetchResult& answer) {
  boost::system::error_code failure;
  const auto body = boost::json::parse(answer.body, failure);
  const std::string status = "the server answered " + std::to_string(answer.status);
  if (failure || !body.is_object()) return {answer.status, status};
  const auto* code = body.as_object().if_contains("code");
  const auto* message = body.as_object().if_contains("message");
  if (!code || !code->is_int64() || !message || !message->is_string()) return {answer.status, status};
  return {static_cast<int>(code->as_int64()), std::string(message->as_string())};
}

}  // namespace

Task<Result<std::string>> Requests::ask(Request request) {
  http::FetchRequest fetch;
  fetch.method = std::move(request.method);
  fetch.url = access_.url + request.path;
  fetch.headers = {{"Authorization", "Basic " + base64_encode(access_.user + ':' + access_.password)},
                   {"Accept", "application/json"}};
  if (fetch.method == "POST") fetch.headers.emplace_back("Content-Type", "application/x-www-form-urlencoded");
  fetch.body = std::move(request.form);
  fetch.max_body_bytes = max_body_bytes;
  fetch.total_timeout = patience;
  fetch.max_redirects = 0;
  const auto answer = co_await client_.fetch(std::move(fetch));
  if (answer.failure != http::FetchFailure::none) co_return Error{0, access_.url + ": " + answer.detail};
  if (answer.status >= 300) co_return refusal(answer);
  co_return answer.body;
}

Task<Result<boost::json::value>> Requests::ask_json(Request request) {
  auto body = co_await ask(std::move(request));
  if (!body) co_return body.error();
  boost::system::error_code failure;
  auto value = boost::json::parse(*body, failure);
  if (failure) co_return Error{0, access_.url + ": the answer is no JSON"};
  co_return value;
}

}  // namespace ringback::cli::rest
