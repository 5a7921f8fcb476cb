#include "twiml/verb/dial_queue.hpp"

#include <optional>
#include <utility>

#include "base/deadlines.hpp"
#include "call/call.hpp"
#include "call/digits.hpp"
#include "call/queue_pickup.hpp"
#include "twiml/verb/action_at_end.hpp"
#include "twiml/verb/dial_recording.hpp"
#include "twiml/verb/dial_tone.hpp"
#include "twiml/verb/queue_noun.hpp"

namespace ringback::twiml {
namespace {

class DialQueue final : public Verb {
 public:
  DialQueue(DialAttributes attributes, QueueNoun noun) : attributes_(std::move(attributes)), noun_(std::move(noun)) {}

  Task<Step> run(Execution& on) override {
    if (on.whisper) {
      on.error({13201, "<Dial> in a document that runs on a dialled party"}, on.document_url);
      co_return Step::next();
    }
    if (!attributes_.answer_on_bridge) on.call.answer();
    const auto queue = noun_.usable ? find_queue(on) : nullptr;
    if (!queue) co_return after(on, "failed", nullptr, nullptr, {});

    call::QueuePickup pickup(queue, on.call, on.services.deadlines, introduction(on));
    DialRecording recording(attributes_.recording, on);
    ActionAtEnd action_at_end(on, [&] { return goodbye(on, *queue, pickup, recording); });
    recording.ringing();
    const bool found = co_await find_caller(on, pickup);
    if (found) {
      recording.answered();
      co_await talk(on, pickup);
    }
    recording.stop();
    const auto recorded = co_await DialRecording::told(recording.outcome());
    action_at_end.dismiss();
    co_return after(on, found ? "completed" : "no-answer", queue.get(), &pickup, recorded);
  }

 private:
  std::optional<ActionAtEnd::Goodbye> goodbye(Execution& on, const call::Queue& queue, const call::QueuePickup& pickup,
                                              const DialRecording& recording) const {
    auto request = action(on, pickup.outcome().bridged ? "completed" : "canceled", &queue, &pickup);
    if (!request) return std::nullopt;
    return ActionAtEnd::Goodbye{std::move(*request), recording.told_later()};
  }

  std::shared_ptr<call::Queue> find_queue(const Execution& on) const {
    auto queue = on.services.queues.find(on.call.facts().account_sid, noun_.name);
    if (!queue) on.warn(20404, "<Queue>: there is no queue " + noun_.name);
    return queue;
  }

  call::Instructions introduction(Execution& on) const {
    if (!noun_.url) return {};
    return {.url = on.resolve(*noun_.url, 14211), .method = noun_.method};
  }

  Task<bool> find_caller(Execution& on, call::QueuePickup& pickup) {
    const DialTone tone(on, attributes_);
    const bool found = co_await pickup.caller_by(on.services.deadlines.now() + attributes_.timeout);
    co_return found;
  }

  Task<void> talk(Execution& on, call::QueuePickup& pickup) {
    std::optional<call::Digits> star;
    if (attributes_.hangup_on_star) {
      star.emplace(on.call, [&pickup](char digit) {
        if (digit == '*') pickup.part();
      });
    }
    co_await pickup.talk(on.services.engine, attributes_.time_limit);
  }

  Step after(Execution& on, std::string status, const call::Queue* queue, const call::QueuePickup* pickup,
             const Parameters& recorded) const {
    if (!on.call.answered()) on.refusal = status == "failed" ? call::Cause::failed : call::Cause::no_answer;
    auto request = action(on, std::move(status), queue, pickup);
    if (!request) return Step::next();
    request->parameters.insert(request->parameters.end(), recorded.begin(), recorded.end());
    return Step::document(std::move(*request));
  }

  std::optional<webhook::Request> action(Execution& on, std::string status, const call::Queue* queue,
                                         const call::QueuePickup* pickup) const {
    if (!attributes_.action) return std::nullopt;
    const std::string url = on.resolve(*attributes_.action);
    if (url.empty()) return std::nullopt;
    const auto outcome = pickup ? pickup->outcome() : call::QueuePickup::Outcome();
    webhook::Request request{.url = url, .method = attributes_.method};
    request.parameters = {{"DialBridged", outcome.bridged ? "true" : "false"}, {"DialCallStatus", std::move(status)}};
    if (queue) request.parameters.emplace_back("QueueSid", queue->sid());
    if (!outcome.caller_sid.empty()) add_caller(request.parameters, outcome);
    return request;
  }

  static void add_caller(Parameters& out, const call::QueuePickup::Outcome& outcome) {
    const auto waited = std::to_string(outcome.waited.count());
    const auto talked = std::to_string(outcome.talked.count());
    out.insert(out.end(), {{"DialCallDuration", talked},
                           {"DialCallSid", outcome.caller_sid},
                           {"DequeuedCallDuration", talked},
                           {"DequeuedCallQueueTime", waited},
                           {"DequeuedCallSid", outcome.caller_sid},
                           {"QueueTime", waited}});
    if (outcome.bridged) out.emplace_back("DequeueResult", "bridged");
  }

  DialAttributes attributes_;
  QueueNoun noun_;
};

}  // namespace

std::unique_ptr<Verb> parse_dial_queue(const Element& dial, const Element& queue, DialAttributes attributes,
                                       Warnings& warnings) {
  if (dial.children.size() > 1 || !dial.text.empty()) {
    warnings.push_back({13215, "<Queue> is dialled alone; the other parties are left out"});
  }
  return std::make_unique<DialQueue>(std::move(attributes), parse_queue_noun(queue, warnings));
}

}  // namespace ringback::twiml
