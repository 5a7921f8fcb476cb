#include "routing/reception.hpp"

#include <boost/asio/co_spawn.hpp>
#include <utility>
#include <vector>

#include "base/log.hpp"
#include "base/phone_number.hpp"
#include "base/sid.hpp"
#include "call/call.hpp"
#include "store/voice_urls.hpp"

namespace ringback::routing {
namespace asio = boost::asio;
namespace {

using Origin = call::IncomingCall::Origin;

// E.164 where the text is a phone number, else the text as it came (webhooks: withheld numbers).
std::string number_or_text(const std::string& text, const std::string& region) {
  const auto number = to_e164(text, region);
  return number ? *number : text;
}

call::Facts first_facts(const call::IncomingCall& incoming, const std::string& region) {
  call::Facts facts;
  facts.sid = incoming.call_sid.empty() ? make_sid("CA") : incoming.call_sid;
  facts.direction = "inbound";
  facts.status = "ringing";
  if (incoming.origin == Origin::client) {
    facts.from = incoming.caller;
    facts.called = incoming.called;
    facts.inside = incoming.inside;
    return facts;
  }
  facts.from = number_or_text(incoming.caller, region);
  facts.to = number_or_text(incoming.called, region);
  facts.called = facts.to;
  facts.forwarded_from = incoming.forwarded_from;
  return facts;
}

call::Cause refusal_of(const Error& error) {
  switch (error.code) {
    case 21421:
    case 21218:
      return call::Cause::not_found;
    case 10003:
      return call::Cause::forbidden;
    case 20500:
      return call::Cause::unavailable;
    default:
      return call::Cause::failed;
  }
}

void add_callback(call::Call& call, const store::VoiceUrls& urls) {
  if (!urls.status_callback.empty()) call.add_callback({urls.status_callback, urls.status_callback_method});
}

// A plain function, not a lambda in the coroutine: built with -O2 by clang 19 the server crashed at the first call when
// one captured the coroutine's locals by reference. Whose fault that is has not been found.
void identify(call::Call& call, const Answerer& answerer, const call::IncomingCall& incoming,
              const PageParameters& page) {
  call.identify([&](call::Facts& facts) {
    facts.account_sid = answerer.account.sid;
    facts.auth_token = answerer.account.auth_token;
    facts.application_sid = answerer.application_sid;
    facts.phone_number_sid = answerer.phone_number_sid;
    if (incoming.origin == Origin::client) facts.to = page.to;
  });
}

}  // namespace

Reception::Reception(store::Store& store, twiml::Services& services, Admission& admission, Executor control)
    : store_(store), services_(services), admission_(admission), control_(std::move(control)) {}

void Reception::on_incoming(std::unique_ptr<call::Leg> leg, call::IncomingCall incoming) {
  if (closed_) {
    leg->reject(call::Cause::unavailable);
    return;
  }
  if (const auto reason = admission_.refusal(live_calls_.size()); !reason.empty()) {
    log::warn("call refused: " + reason, {{"from", incoming.caller}, {"to", incoming.called}});
    leg->reject(call::Cause::unavailable);
    return;
  }
  auto call = std::make_shared<call::Call>(first_facts(incoming, services_.default_region), services_.journal,
                                           services_.deadlines);
  call->adopt(std::move(leg));
  asio::co_spawn(control_, serve(std::move(call), std::move(incoming)), must_not_throw);
}

Task<void> Reception::serve(std::shared_ptr<call::Call> call, call::IncomingCall incoming) {
  auto answerer = co_await find_answerer(store_, incoming, call->facts().to);
  if (call->over()) co_return;
  if (closed_) {
    call->reject(call::Cause::unavailable);
    co_return;
  }
  if (!answerer) {
    log::warn("call refused: " + answerer.error().message,
              {{"call_sid", call->sid()}, {"error_code", answerer.error().code}});
    call->reject(refusal_of(answerer.error()));
    co_return;
  }
  const auto page = sort_page_parameters(incoming.page_parameters, incoming.token_parameters);
  identify(*call, *answerer, incoming, page);
  live_calls_.add(call);
  add_callback(*call, answerer->urls);
  if (!answerer->problem) call->leg()->ring();
  call->begin();
  if (answerer->problem) {
    call->notice({.code = answerer->problem->code, .warning = false, .text = answerer->problem->message});
    call->reject(refusal_of(*answerer->problem));
  }
  // The application may ask for the call's record as soon as it hears of it.
  co_await services_.journal.flush(call->sid());
  if (!call->over()) {
    co_await run(*call, std::move(*answerer), page);
  }
  call->hangup(call::Cause::hangup);
  call->release_leg();
  co_await call->say_goodbyes();
  live_calls_.remove(call->sid());
}

Task<void> Reception::run(call::Call& call, Answerer answerer, PageParameters page) {
  for (const std::string& name : page.dropped) {
    call.notice({.code = 20001,
                 .warning = true,
                 .text = "the page can't set the parameter " + name,
                 .url = answerer.urls.voice_url,
                 .method = answerer.urls.voice_method});
  }
  const store::VoiceUrls& urls = answerer.urls;
  twiml::Script::Start start{
      .request = {.url = urls.voice_url, .method = urls.voice_method, .page_parameters = page.sent},
      .fallback_url = urls.voice_fallback_url,
      .fallback_method = urls.voice_fallback_method};
  twiml::ScriptRun scripts(services_, call, std::move(start));
  co_await scripts.run();
}

void Reception::close() {
  drain();
  std::vector<std::shared_ptr<call::Call>> calls;
  for (const auto& [sid, call] : live_calls_.all()) calls.push_back(call);
  for (const auto& call : calls) {
    call->terminate(call->answered() ? call::Cause::hangup : call::Cause::unavailable);
  }
}

}  // namespace ringback::routing
