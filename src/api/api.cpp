#include "api/api.hpp"

#include <algorithm>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <chrono>
#include <cstdio>
#include <utility>

#include "api/authentication.hpp"
#include "api/elsewhere.hpp"
#include "api/error.hpp"
#include "api/product.hpp"
#include "api/render.hpp"
#include "api/router.hpp"
#include "base/log.hpp"
#include "base/sid.hpp"
#include "http/server.hpp"
#include "store/accounts.hpp"
#include "store/notifications.hpp"

namespace ringback::api {
namespace {

// Counts a request of an account for as long as it lives. It shares the counts: when the program ends, requests that
// never finished die after the Api.
class Running {
 public:
  Running(std::shared_ptr<std::map<std::string, int>> counts, std::string account_sid)
      : counts_(std::move(counts)), account_sid_(std::move(account_sid)) {
    ++(*counts_)[account_sid_];
  }
  ~Running() {
    if (--(*counts_)[account_sid_] == 0) counts_->erase(account_sid_);
  }
  Running(const Running&) = delete;
  Running& operator=(const Running&) = delete;
  int count() const { return counts_->at(account_sid_); }

 private:
  std::shared_ptr<std::map<std::string, int>> counts_;
  std::string account_sid_;
};

Task<void> answer_and_respond(Api& api, http::Request request, http::Respond respond) {
  http::Response response = co_await api.handle(std::move(request));
  respond(std::move(response));
}

Task<void> answer_for_product(Api& api, http::Request request, http::Respond respond) {
  http::Response response = co_await api.handle_product(std::move(request));
  respond(std::move(response));
}

// What a server's own failure looks like from outside: its words are for the log.
Error public_error(Error error, const http::Request& request) {
  if (http_status(error.code) < 500) return error;
  log::error("a request of the API failed", {{"path", request.path}, {"reason", error.message}});
  error.message = error.code == 20503 ? "Service unavailable" : "Internal server error";
  return error;
}

std::string seconds_text(Duration duration) {
  std::array<char, 32> text{};
  const double seconds = std::chrono::duration<double>(duration).count();
  const int size = std::snprintf(text.data(), text.size(), "%.3f", seconds);
  return {text.data(), static_cast<std::size_t>(size)};
}

// Headers that go with one kind of error.
void add_error_headers(http::Response& response, const Path& path) {
  if (response.status == 401) response.headers.emplace_back("WWW-Authenticate", "Basic realm=\"Twilio API\"");
  if (response.status == 429 || response.status == 503) response.headers.emplace_back("Retry-After", "1");
  const Match match = find_route(path);
  if (response.status == 405 && match.route) response.headers.emplace_back("Allow", match.route->allowed());
}

// Auth Tokens, secrets of keys and passwords of TURN servers are for nobody's cache.
bool holds_secrets(const Path& path) {
  if (path.v1 || path.segments.size() <= 2) return true;
  const std::string& resource = path.segments[2];
  return resource == "Keys" || resource == "SigningKeys" || resource == "Tokens";
}

// An answer or an error in the path's format; a path that is none of the API's is answered like one without extension.
http::Response finish(const http::Request& request, const Result<Answer>& outcome) {
  const Path path = parse_path(request.path).value_or(Path{});
  if (outcome && request.method == "OPTIONS") return {204, {{"Allow", find_route(path).route->allowed()}}, ""};
  http::Response response =
      outcome ? render(*outcome, path.format) : render(public_error(outcome.error(), request), path.format);
  if (!outcome) add_error_headers(response, path);
  if (holds_secrets(path)) response.headers.emplace_back("Cache-Control", "no-store");
  if (request.method == "HEAD") response.body.clear();
  return response;
}

Result<void> check_body(const http::Request& request) {
  // The longest TwiML and the rest of a form.
  constexpr std::size_t max_body_bytes = std::size_t{128} * 1024;
  if (request.body.size() > max_body_bytes) return Error{20413, "The request's body is too large"};
  return {};
}

Error nothing_at(const Path& path) {
  Error error = not_found(path.text);
  if (const auto why = why_elsewhere(path); !why.empty()) error.message.append(": ").append(why);
  return error;
}

std::string origin_of(const http::Request& request) {
  return (request.tls ? "https://" : "http://") + std::string(http::header(request.headers, "Host"));
}

std::string call_sid_of(const std::vector<std::string>& sids) {
  return !sids.empty() && is_sid(sids.front(), "CA") ? sids.front() : std::string();
}

}  // namespace

Api::Api(Options options, Parts parts)
    : options_(std::move(options)),
      parts_(std::move(parts)),
      throttle_(options_),
      verifications_({parts_.store, parts_.deadlines, parts_.requests, parts_.control}) {}

void Api::mount(http::Server& server) {
  const auto for_product = [this](http::Request request, http::Respond respond) {
    boost::asio::co_spawn(parts_.control, answer_for_product(*this, std::move(request), std::move(respond)),
                          boost::asio::detached);
  };
  server.route(std::string(product_prefix), for_product);
  server.hosts(std::string(product_domain), products(), for_product);
  // Not below the version: itself, and its predecessor, of which nothing is left but an error in the API's own form.
  // Of `/v1` no more than there is: an operator's own pages may be beside it.
  for (const auto* path : {"/2010-04-01/", "/2010-04-01", "/2010-04-01.json", "/2010-04-01.xml", "/2008-08-01/",
                           "/v1/AuthTokens/", "/v1/Keys", "/v1/Keys/", "/v1/DialingPermissions/"}) {
    server.route(path, [this](http::Request request, http::Respond respond) {
      boost::asio::co_spawn(parts_.control, answer_and_respond(*this, std::move(request), std::move(respond)),
                            boost::asio::detached);
    });
  }
}

void Api::miss(const std::string& product) {
  const WallTime now = parts_.deadlines.wall_now();
  const auto [line, first] = missed_.try_emplace(product, now);
  if (!first && now - line->second < std::chrono::days(1)) return;
  line->second = now;
  log::info("a product was asked for that is not provided", {{"product", product}});
}

Task<http::Response> Api::handle_product(http::Request request) {
  const auto asked = product_of(request);
  if (asked && is_here(*asked)) {
    request.path = asked->path;
    http::Response response = co_await handle(std::move(request));
    co_return response;
  }
  Error error = not_found(request.path);
  if (asked) error.message += ": " + asked->product + " is not provided by this server";
  const auto& known = products();
  if (asked && std::ranges::find(known, asked->product) != known.end()) miss(asked->product);
  http::Response response = render(error, Format::json);
  response.headers.emplace_back("Twilio-Request-Id", make_sid("RQ"));
  co_return response;
}

Task<http::Response> Api::handle(http::Request request) {
  const TimePoint begun = parts_.deadlines.now();
  int concurrent = 1;
  const Result<Answer> outcome = co_await answer(request, concurrent);
  http::Response response = finish(request, outcome);
  response.headers.emplace_back("Twilio-Concurrent-Requests", std::to_string(concurrent));
  response.headers.emplace_back("Twilio-Request-Id", make_sid("RQ"));
  response.headers.emplace_back("Twilio-Request-Duration", seconds_text(parts_.deadlines.now() - begun));
  co_return response;
}

// The order of these checks is the API's promise of what leaks to whom: credentials, account, path's account,
// resource, method, parameters, object.
Task<Result<Answer>> Api::answer(const http::Request& request, int& concurrent) {
  const auto path = parse_path(request.path);
  if (!path) co_return not_found(request.path);
  if (const auto checked = check_body(request); !checked) co_return checked.error();

  auto caller = co_await log_in(request);
  if (!caller) co_return caller.error();
  const Running running(running_, caller->account.sid);
  concurrent = running.count();
  if (concurrent > options_.max_concurrent_requests) {
    ++refused_;
    co_return Error{20429, "Too many concurrent requests"};
  }
  const std::string caller_sid = caller->account.sid;
  if (const auto admitted = throttle_.admit_account(caller_sid, parts_.deadlines.now()); !admitted) {
    co_return admitted.error();
  }
  auto account = co_await authorize(parts_.store, std::move(*caller), *path, request.method);
  if (!account) co_return account.error();
  Result<Answer> answer = co_await answer_for(request, *path, {std::move(*account), caller_sid});
  co_return answer;
}

Task<Result<Caller>> Api::log_in(const http::Request& request) {
  const auto admitted = throttle_.admit_address(request.remote_address, parts_.deadlines.now());
  if (!admitted) co_return admitted.error();
  const std::string authorization(http::header(request.headers, "Authorization"));
  auto caller = co_await authenticate(parts_.store, authorization);
  // Who sends no password guesses none: some clients wait to be asked for it.
  if (caller || caller.error().code != 20003 || authorization.empty()) co_return caller;
  const auto held = co_await throttle_.failed_login(request.remote_address, parts_.deadlines);
  if (!held) co_return held.error();
  co_return caller;
}

std::size_t Api::most_running() const {
  int most = 0;
  for (const auto& [account, requests] : *running_) most = std::max(most, requests);
  return static_cast<std::size_t>(most);
}

Task<Result<Answer>> Api::answer_for(const http::Request& request, Path path, About about) {
  Match match = find_route(path);
  if (!match.route) co_return nothing_at(path);
  if (request.method == "OPTIONS") co_return Answer{};
  const Operation operation = match.route->operation(request.method);
  if (!operation) co_return Error{20004, "Method not allowed"};
  Result<Form> form = read_form(request);
  if (!form) co_return form.error();

  // The account's, which is in every path but those below `/v1`.
  if (!path.v1 && !match.sids.empty()) match.sids.erase(match.sids.begin());
  const Live live{parts_.pages,      parts_.message_subscriptions,
                  idempotency_,      parts_.attendant,
                  parts_.recordings, parts_.conferences,
                  parts_.queues,     parts_.sounds,
                  verifications_,    files_};
  Context context{parts_.store,
                  parts_.deadlines,
                  options_,
                  live,
                  std::move(about.account),
                  origin_of(request),
                  std::move(about.caller_sid),
                  std::move(path),
                  std::move(match.sids),
                  std::move(*form)};
  Result<Answer> answer = co_await operation(context);
  if (answer) co_await note_unknown_parameters(context, request);
  co_return answer;
}

// Unknown parameters are never refused: what came is done, and the debugger names what was not understood.
Task<void> Api::note_unknown_parameters(const Context& context, const http::Request& request) {
  std::string names;
  for (const std::string& name : context.form.unknown()) names += (names.empty() ? "" : ", ") + name;
  if (names.empty()) co_return;
  store::Notification notification;
  notification.sid = make_sid("NO");
  notification.account_sid = context.account.sid;
  notification.call_sid = call_sid_of(context.sids);
  notification.error_code = 20001;
  notification.message_text = "Unknown parameters were ignored: " + names;
  notification.request_url = request.path;
  notification.request_method = request.method;
  notification.request_variables = form_encode(context.form.all());
  notification.message_date = context.now();
  const auto added = co_await parts_.store.notifications().add(std::move(notification));
  if (!added) log::error("a notification could not be stored", {{"reason", added.error().message}});
}

}  // namespace ringback::api
