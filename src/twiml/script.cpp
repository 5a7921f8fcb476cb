#include "twiml/script.hpp"

#include <boost/asio/error.hpp>
#include <boost/system/system_error.hpp>
#include <utility>

#include "base/deadlines.hpp"
#include "call/call.hpp"
#include "call/playback.hpp"
#include "speech/text_to_speech.hpp"

namespace ringback::twiml {
namespace {

// Documents that only lead to the next one keep the application, and nobody else, busy: no caller waits for that.
constexpr int max_documents_in_a_row = 50;
constexpr std::chrono::seconds pause_enough{1};
constexpr auto apology = "Sorry, this application has a problem. Goodbye.";

}  // namespace

Script::Script(Services& services, call::Call& call, Start start)
    : services_(services), call_(call), start_(std::move(start)) {}

Task<void> Script::run() {
  try {
    co_await run_alone();
  } catch (const boost::system::system_error& error) {
    // The one exception of the design: Asio's cancellation. Anything else is an own bug.
    if (error.code() != boost::asio::error::operation_aborted) throw;
  }
}

void Script::set_fallback(std::string url, std::string method) {
  start_.fallback_url = std::move(url);
  start_.fallback_method = std::move(method);
}

Task<void> Script::run_alone() {
  const End end = co_await run_documents();
  if (end == End::failed) co_await apologise();
}

Task<Script::End> Script::run_inside() {
  inside_ = true;
  const End end = co_await run_documents();
  co_return end;
}

Task<Script::End> Script::run_documents() {
  webhook::Request request = start_.request;
  for (int in_a_row = 0;; ++in_a_row) {
    if (in_a_row == max_documents_in_a_row) {
      report({11215, "50 documents in a row led on without a pause"}, request);
      co_return End::failed;
    }
    auto document = co_await fetch(request);
    if (!document) document = co_await fetch_fallback(document.error(), request);
    if (!document) co_return End::failed;
    const TimePoint begun = services_.deadlines.now();
    Step step = co_await run_verbs(*document);
    if (services_.deadlines.now() - begun >= pause_enough) in_a_row = 0;
    if (step.kind == Step::Kind::leave) co_return End::left;
    if (step.kind != Step::Kind::document) co_return End::over;
    request = std::move(step.request);
  }
}

Task<Result<Document>> Script::fetch(const webhook::Request& request) {
  if (request.url.empty()) co_return read(start_.twiml, "text/xml");
  const auto reply = co_await services_.requests.send(call_.facts(), request);
  if (!reply) co_return reply.error();
  document_url_ = reply->url;
  co_return read(reply->body, reply->content_type);
}

Result<Document> Script::read(std::string_view body, std::string_view content_type) {
  auto document = parse_document(body, content_type, document_url_, start_.verbs);
  if (document) {
    for (const Warning& warning : document->warnings) {
      call_.notice(
          {.code = warning.code, .warning = !warning.error, .text = warning.text, .url = document_url_, .method = ""});
    }
  }
  return document;
}

Task<Result<Document>> Script::fetch_fallback(Error error, const webhook::Request& failed) {
  report(error, failed);
  if (start_.fallback_url.empty()) co_return error;
  webhook::Request request{.url = start_.fallback_url, .method = start_.fallback_method};
  request.parameters = {{"ErrorCode", std::to_string(error.code)}, {"ErrorUrl", without_userinfo(failed.url)}};
  auto document = co_await fetch(request);
  if (!document) report(document.error(), request);
  co_return document;
}

Task<Step> Script::run_verbs(const Document& document) {
  Execution execution{.services = services_,
                      .call = call_,
                      .document_url = document_url_,
                      .whisper = start_.whisper,
                      .queued = start_.queued};
  for (const auto& verb : document.verbs) {
    Step step = co_await verb->run(execution);
    if (call_.over()) co_return Step::finish();
    if (step.kind == Step::Kind::document || step.kind == Step::Kind::leave) co_return step;
    if (step.kind == Step::Kind::finish) {
      end_unrefused(execution);
      co_return step;
    }
  }
  if (!keeps_call_up()) end_unrefused(execution);
  co_return Step::finish();
}

void Script::end_unrefused(const Execution& execution) {
  // By the rule that only a leading <Reject> prevents an answer.
  if (!execution.refusal) call_.answer();
  end(execution.refusal.value_or(call::Cause::hangup));
}

Task<void> Script::apologise() {
  const auto spoken = co_await services_.speech.say({.pieces = {{apology, {}}}});
  if (spoken) {
    call_.answer();
    call::Playback playback(call_, spoken->clip, 1);
    co_await playback.finished(services_.deadlines);
  }
  end(call::Cause::server_error);
}

void Script::end(call::Cause cause) {
  if (call_.answered()) {
    call_.hangup(cause);
  } else {
    call_.reject(cause);
  }
}

void Script::report(const Error& error, const webhook::Request& request) {
  call_.notice(
      {.code = error.code, .warning = false, .text = error.message, .url = request.url, .method = request.method});
}

}  // namespace ringback::twiml
