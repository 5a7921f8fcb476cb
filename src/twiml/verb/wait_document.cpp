#include "twiml/verb/wait_document.hpp"

#include <array>
#include <utility>

#include "base/deadlines.hpp"
#include "call/call.hpp"
#include "twiml/verb/verbs.hpp"

namespace ringback::twiml {
namespace {

using namespace std::chrono_literals;
using Verbs = std::vector<std::unique_ptr<Verb>>;
using ParseVerb = std::unique_ptr<Verb> (*)(const Element&, Warnings&);

constexpr auto shortest_round = 1s;  // of documents that lead on at once

constexpr auto allowed = std::to_array<std::pair<std::string_view, ParseVerb>>(
    {{"Pause", parse_pause}, {"Play", parse_play}, {"Redirect", parse_redirect}, {"Say", parse_say}});

std::unique_ptr<Verb> parse_verb(const Element& element, Warnings& warnings) {
  for (const auto& [name, parse] : allowed) {
    if (element.name == name) return parse(element, warnings);
  }
  warnings.push_back({13238, "<" + element.name + "> can't be in a document for those who wait", true});
  return nullptr;
}

Result<Verbs> parse_verbs(const webhook::Reply& reply, Warnings& warnings) {
  Verbs verbs;
  if (reply.content_type.starts_with("audio/")) {
    verbs.push_back(parse_play({.text = reply.url}, warnings));
    return verbs;
  }
  const auto root = parse_xml(reply.body);
  if (!root) return root.error();
  if (root->name != "Response") return Error{12102, "the root element is <" + root->name + ">, not <Response>"};
  for (const Element& child : root->children) {
    if (auto verb = parse_verb(child, warnings)) verbs.push_back(std::move(verb));
  }
  return verbs;
}

Result<Verbs> read(const Execution& on, const webhook::Reply& reply) {
  Warnings warnings;
  auto verbs = parse_verbs(reply, warnings);
  if (warnings.size() > 50) warnings.resize(50);
  for (const Warning& warning : warnings) {
    on.call.notice(
        {.code = warning.code, .warning = !warning.error, .text = warning.text, .url = reply.url, .method = ""});
  }
  return verbs;
}

// Where it leads on to, if it does.
Task<Step> run_verbs(Execution& on, const Verbs& verbs) {
  for (const auto& verb : verbs) {
    auto step = co_await verb->run(on);
    if (step.kind != Step::Kind::next_verb) co_return step;
  }
  co_return Step::finish();
}

// The step after one document.
Task<Result<Step>> run_document(Execution& on, const webhook::Request& request) {
  const auto reply = co_await on.services.requests.send(on.call.facts(), request);
  if (!reply) co_return reply.error();
  const auto verbs = read(on, *reply);
  if (!verbs) co_return verbs.error();
  on.document_url = reply->url;
  const auto step = co_await run_verbs(on, *verbs);
  co_return step;
}

}  // namespace

Task<Result<void>> run_wait_document(Execution on, webhook::Request request) {
  Deadlines& deadlines = on.services.deadlines;
  for (bool first = true;; first = false) {
    const TimePoint begun = deadlines.now();
    auto step = co_await run_document(on, request);
    if (!step) {
      on.error(step.error(), request.url);
      if (first) co_return step.error();
      co_return Result<void>();
    }
    if (step->kind != Step::Kind::document) co_return Result<void>();
    request = std::move(step->request);
    co_await deadlines.wait_until(begun + shortest_round);
  }
}

}  // namespace ringback::twiml
