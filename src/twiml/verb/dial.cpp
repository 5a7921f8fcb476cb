#include "call/dial.hpp"

#include <algorithm>
#include <optional>
#include <utility>

#include "base/phone_number.hpp"
#include "twiml/verb/dial_nouns.hpp"
#include "twiml/verb/verbs.hpp"

namespace ringback::twiml {
namespace {

using std::chrono::seconds;

constexpr Attributes::Range timeout_range{1, 600};
constexpr Attributes::Range time_limit_range{1, 14400};
// Given to a phone beside the document's timeout, for the network to set the call up; a browser needs none.
constexpr seconds network_allowance{5};

struct DialAttributes {
  std::optional<std::string> action;
  std::string method = "POST";
  seconds timeout{30};
  seconds time_limit{14400};
  std::optional<std::string> caller_id;
  bool answer_on_bridge = false;
  std::optional<std::string> ring_tone;
};

bool is_ring_tone(std::string_view value) {
  return media::find_ring_tone(value) != nullptr;
}

class Dial final : public Verb {
 public:
  Dial(DialAttributes attributes, std::vector<DialNoun> nouns)
      : attributes_(std::move(attributes)), nouns_(std::move(nouns)) {}

  Task<Step> run(Execution& on) override {
    // Until somebody answers, the caller hears its own network ring, or ours.
    if (!attributes_.answer_on_bridge) on.call.answer();

    call::Dial dial(on.call, {on.services.exchange, on.services.journal, on.services.deadlines, on.services.engine});
    ActionOnHangup action_on_hangup(*this, on, dial);

    auto parties = co_await resolve(on);
    if (on.call.answered()) on.call.leg()->session().ring(ring_tone(on));
    const bool answered = co_await dial.ring(std::move(parties));
    if (on.call.answered()) on.call.leg()->session().play(media::Tone::silence);
    if (answered) {
      co_await dial.talk(attributes_.time_limit);
    }

    const call::DialOutcome outcome = dial.outcome();
    // The application may ask for the dialled call's record as soon as it hears of it.
    co_await on.services.journal.flush(outcome.call_sid);
    action_on_hangup.dismiss();
    // With answerOnBridge the caller's own network says how it went, unless more of the document follows.
    if (!on.call.answered() && !answered) on.refusal = refusal_of(outcome.status);
    if (auto next = action(on, outcome)) co_return Step::document(std::move(*next));
    co_return Step::next();
  }

 private:
  // Leaves the `action` request with the call if the routine ends before its time: the application still hears how the
  // dial went, but its answer is not run.
  class ActionOnHangup {
   public:
    ActionOnHangup(const Dial& verb, Execution& on, const call::Dial& dial) : verb_(&verb), on_(on), dial_(dial) {}
    ~ActionOnHangup() {
      if (verb_) leave();
    }
    ActionOnHangup(const ActionOnHangup&) = delete;
    ActionOnHangup& operator=(const ActionOnHangup&) = delete;
    void dismiss() { verb_ = nullptr; }

   private:
    void leave() {
      auto outcome = dial_.outcome();
      if (outcome.call_sid.empty()) outcome.status = "canceled";  // before anybody was rung
      auto request = verb_->action(on_, outcome);
      if (!request) return;
      on_.call.add_goodbye([&services = on_.services, &call = on_.call, request = std::move(*request)] {
        return send(services, call, request);
      });
    }

    static Task<void> send(Services& services, call::Call& call, webhook::Request request) {
      if (const auto* child = find(request.parameters, "DialCallSid")) {
        co_await services.journal.flush(*child);
      }
      const auto reply = co_await services.requests.send(call.facts(), request);
      if (!reply) {
        call.notice({.code = reply.error().code,
                     .warning = false,
                     .text = reply.error().message,
                     .url = request.url,
                     .method = request.method});
      }
    }

    const Dial* verb_;
    Execution& on_;
    const call::Dial& dial_;
  };

  // Else that of the number that was called, else the server's country's.
  const media::RingTone& ring_tone(const Execution& on) const {
    if (attributes_.ring_tone) return *media::find_ring_tone(*attributes_.ring_tone);
    const auto country = geography(on.call.facts().called).country;
    return media::ring_tone_of_region(country.empty() ? on.services.default_region : country);
  }

  // The parties to ring; none if the document's numbers or its caller ID can't be used.
  Task<std::vector<call::Dial::Party>> resolve(Execution& on) {
    std::vector<call::Dial::Party> parties;
    for (const DialNoun& noun : nouns_) {
      auto party = co_await resolve_noun(on, noun);
      if (party) parties.push_back(std::move(*party));
    }
    co_return parties;
  }

  Task<std::optional<call::Dial::Party>> resolve_noun(Execution& on, const DialNoun& noun) {
    call::Dial::Party party;
    party.target.kind = noun.kind;
    party.target.account_sid = on.call.facts().account_sid;
    party.target.parameters = noun.parameters;
    party.timeout = attributes_.timeout;
    party.target.address = noun.text;
    if (noun.kind == call::Target::Kind::number) {
      const auto number = to_e164(noun.text, on.services.default_region);
      if (!number) {
        on.warn(number.error().code, "<Number>: " + number.error().message);
        co_return std::nullopt;
      }
      party.target.address = *number;
      party.timeout += network_allowance;
    }
    auto from = co_await caller_id(on, noun.kind);
    if (!from) {
      on.warn(from.error().code, from.error().message);
      co_return std::nullopt;
    }
    party.target.from = *from;
    co_return party;
  }

  Task<Result<std::string>> caller_id(Execution& on, call::Target::Kind kind) {
    const call::Facts& facts = on.call.facts();
    const std::string& region = on.services.default_region;
    const bool to_number = kind == call::Target::Kind::number;
    const std::string wanted = attributes_.caller_id.value_or(facts.from);
    if (wanted.starts_with("client:")) {
      if (!to_number) co_return wanted;
      co_return Error{13214, "<Dial> callerId: a client that calls a number must give one"};
    }
    const auto number = to_e164(wanted, region);
    if (!attributes_.caller_id) co_return number ? *number : facts.from;
    if (!number) co_return Error{13214, "<Dial> callerId: not a phone number"};
    if (is_number(facts.from, *number, region) || is_number(facts.called, *number, region)) co_return *number;
    const bool allowed = co_await on.services.exchange.may_use_caller_id(facts.account_sid, *number);
    if (!allowed) co_return Error{13214, "<Dial> callerId: " + *number + " is not a number of this account"};
    co_return *number;
  }

  static bool is_number(const std::string& party, const std::string& number, const std::string& region) {
    const auto e164 = to_e164(party, region);
    return e164 && *e164 == number;
  }

  std::optional<webhook::Request> action(Execution& on, const call::DialOutcome& outcome) const {
    if (!attributes_.action) return std::nullopt;
    const std::string url = on.resolve(*attributes_.action);
    if (url.empty()) return std::nullopt;
    webhook::Request request{.url = url, .method = attributes_.method};
    request.parameters = {{"DialBridged", outcome.bridged ? "true" : "false"}, {"DialCallStatus", outcome.status}};
    if (!outcome.call_sid.empty()) {
      request.parameters.emplace_back("DialCallDuration", std::to_string(outcome.duration));
      request.parameters.emplace_back("DialCallSid", outcome.call_sid);
    }
    return request;
  }

  static call::Cause refusal_of(const std::string& status) {
    if (status == "busy") return call::Cause::busy;
    return status == "no-answer" ? call::Cause::no_answer : call::Cause::failed;
  }

  DialAttributes attributes_;
  std::vector<DialNoun> nouns_;
};

}  // namespace

std::unique_ptr<Verb> parse_dial(const Element& element, Warnings& warnings) {
  Attributes attributes(element, warnings);
  DialAttributes out;
  out.action = attributes.text("action");
  out.method = attributes.method("method", 13210);
  out.timeout = seconds(attributes.integer("timeout", 30, timeout_range, 13212));
  out.time_limit = seconds(attributes.integer("timeLimit", 14400, time_limit_range, 13216));
  out.caller_id = attributes.text("callerId");
  if (out.caller_id && out.caller_id->empty()) out.caller_id.reset();
  out.answer_on_bridge = attributes.boolean("answerOnBridge", false, 13219);
  out.ring_tone = attributes.text("ringTone", is_ring_tone, 13220);
  attributes.finish();
  return std::make_unique<Dial>(std::move(out), parse_dial_nouns(element, warnings));
}

}  // namespace ringback::twiml
