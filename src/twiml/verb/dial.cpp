#include "call/dial.hpp"

#include <optional>
#include <utility>

#include "call/digits.hpp"
#include "twiml/verb/action_at_end.hpp"
#include "twiml/verb/dial_attributes.hpp"
#include "twiml/verb/dial_conference.hpp"
#include "twiml/verb/dial_nouns.hpp"
#include "twiml/verb/dial_parties.hpp"
#include "twiml/verb/dial_queue.hpp"
#include "twiml/verb/dial_tone.hpp"
#include "twiml/verb/digits.hpp"
#include "twiml/verb/verbs.hpp"
#include "twiml/verb/whisper.hpp"

namespace ringback::twiml {
namespace {

class Dial final : public Verb {
 public:
  Dial(DialAttributes attributes, std::vector<DialNoun> nouns)
      : attributes_(std::move(attributes)), nouns_(std::move(nouns)) {}

  Task<Step> run(Execution& on) override {
    if (on.whisper) {
      on.error({13201, "<Dial> in a document that runs on a dialled party"}, on.document_url);
      co_return Step::next();
    }
    // Until somebody answers, the caller hears its own network ring, or ours.
    if (!attributes_.answer_on_bridge) on.call.answer();

    auto& services = on.services;
    call::Dial dial(on.call,
                    {services.exchange, services.journal, services.deadlines, services.engine, services.attendant});
    DialRecording recording(attributes_.recording, on);
    ActionAtEnd action_at_end(on, [&] { return goodbye(on, dial, recording); });
    recording.ringing();
    const bool answered = co_await find_party(on, dial);
    // A whisper may have declined.
    if (answered && !dial.child()->over()) {
      recording.answered();
      co_await talk(on, dial);
    }
    recording.stop();

    const call::DialOutcome outcome = dial.outcome();
    const auto recorded = co_await later(on.services, outcome.call_sid, recording.outcome());
    action_at_end.dismiss();
    // With answerOnBridge the caller's own network says how it went, unless more of the document follows.
    if (!on.call.answered() && !answered) on.refusal = refusal_of(outcome.status);
    if (auto next = action(on, outcome)) {
      next->parameters.insert(next->parameters.end(), recorded.begin(), recorded.end());
      co_return Step::document(std::move(*next));
    }
    co_return Step::next();
  }

 private:
  // Rings, and makes who answers ready to talk. The caller hears it ring all the while.
  Task<bool> find_party(Execution& on, call::Dial& dial) {
    const auto resolved = co_await resolve_parties(on, attributes_, nouns_);
    std::vector<call::Dial::Party> parties;
    for (const DialParty& each : resolved) parties.push_back(each.party);
    const DialTone tone(on, attributes_);
    bool answered = false;
    if (attributes_.sequential) {
      answered = co_await dial.ring_in_turn(std::move(parties));
    } else {
      answered = co_await dial.ring(std::move(parties));
    }
    if (answered) {
      co_await introduce(on, dial, *resolved[dial.answered_party()].noun);
    }
    co_return answered;
  }

  Task<void> introduce(Execution& on, call::Dial& dial, const DialNoun& noun) {
    const auto party = dial.child();
    if (!noun.digits.empty() && !party->over()) {
      party->leg()->session().send_digits(noun.digits);
      co_await on.services.deadlines.wait_for(length_of_digits(noun.digits));
    }
    if (!noun.url || party->over()) co_return;
    const std::string url = on.resolve(*noun.url);
    if (url.empty()) co_return;
    co_await whisper(on.services, party, {.url = url, .method = noun.method});
  }

  Task<void> talk(Execution& on, call::Dial& dial) {
    std::optional<call::Digits> star;
    if (attributes_.hangup_on_star) {
      star.emplace(on.call, [party = dial.child()](char digit) {
        if (digit == '*') party->terminate(call::Cause::hangup);
      });
    }
    co_await dial.talk(attributes_.time_limit);
  }

  // The application hears of a dialled call only once its record is there.
  static Task<Parameters> later(Services& services, std::string call_sid, DialRecording::Outcome recorded) {
    if (!call_sid.empty()) co_await services.journal.flush(call_sid);
    auto told = co_await DialRecording::told(recorded);
    co_return told;
  }

  std::optional<ActionAtEnd::Goodbye> goodbye(Execution& on, const call::Dial& dial,
                                              const DialRecording& recording) const {
    auto outcome = dial.outcome();
    if (outcome.call_sid.empty()) outcome.status = "canceled";  // before anybody was rung
    auto request = action(on, outcome);
    if (!request) return std::nullopt;
    return ActionAtEnd::Goodbye{std::move(*request),
                                [&services = on.services, sid = outcome.call_sid, recorded = recording.outcome()] {
                                  return later(services, sid, recorded);
                                }};
  }

  std::optional<webhook::Request> action(Execution& on, const call::DialOutcome& outcome) const {
    if (!attributes_.action) return std::nullopt;
    const std::string url = on.resolve(*attributes_.action);
    if (url.empty()) return std::nullopt;
    webhook::Request request{.url = url, .method = attributes_.method};
    request.parameters = {{"DialBridged", outcome.bridged ? "true" : "false"}, {"DialCallStatus", outcome.status}};
    if (!outcome.call_sid.empty()) {
      request.parameters.emplace_back("DialCallSid", outcome.call_sid);
    }
    if (outcome.duration) request.parameters.emplace_back("DialCallDuration", std::to_string(*outcome.duration));
    if (outcome.sip) add_sip(request.parameters, *outcome.sip);
    return request;
  }

  static void add_sip(Parameters& out, const call::SipAnswer& answer) {
    out.emplace_back("DialSipCallId", answer.call_id);
    out.emplace_back("DialSipResponseCode", std::to_string(answer.code));
    for (const auto& [name, value] : answer.headers) out.emplace_back("DialSipHeader_" + name, value);
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
  DialAttributes attributes = parse_dial_attributes(element, warnings);
  if (const Element* queue = find_child(element, "Queue")) {
    return parse_dial_queue(element, *queue, std::move(attributes), warnings);
  }
  if (auto conference = parse_dial_conference(element, attributes, warnings)) return conference;
  return std::make_unique<Dial>(std::move(attributes), parse_dial_nouns(element, warnings));
}

}  // namespace ringback::twiml
