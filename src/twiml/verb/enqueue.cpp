#include <utility>

#include "base/deadlines.hpp"
#include "call/call.hpp"
#include "call/queue_place.hpp"
#include "call/recording.hpp"
#include "twiml/verb/action_at_end.hpp"
#include "twiml/verb/enqueue_attributes.hpp"
#include "twiml/verb/queue_hold.hpp"
#include "twiml/verb/verbs.hpp"

namespace ringback::twiml {
namespace {

class Enqueue final : public Verb {
 public:
  explicit Enqueue(EnqueueAttributes attributes) : attributes_(std::move(attributes)) {}

  Task<Step> run(Execution& on) override {
    if (on.whisper) {
      on.warn(12200, "<Enqueue> can't be in a document that runs on a dialled party");
      co_return Step::next();
    }
    on.call.answer();
    const QueueHold hold{.url = wait_url(on), .method = attributes_.wait_method};
    const bool names_nothing = attributes_.wait_url && !attributes_.wait_url->empty() && hold.url->empty();
    if (!attributes_.usable || names_nothing) co_return after(on, "error", nullptr);
    const auto now_ms = call::milliseconds_of(on.services.deadlines.wall_now());
    const auto queue = on.services.queues.open(on.call.facts().account_sid, attributes_.name, now_ms);
    if (attributes_.max_size) on.services.queues.resize(*queue, *attributes_.max_size, now_ms);
    if (queue->full()) {
      on.warn(14207, "<Enqueue>: the queue " + attributes_.name + " is full");
      co_return after(on, "queue-full", nullptr);
    }

    call::QueuePlace place(queue, on.call, on.services.deadlines);
    ActionAtEnd action_at_end(on, [&]() -> std::optional<ActionAtEnd::Goodbye> {
      auto request = action(on, cut_short(on, place), &place);
      if (!request) return std::nullopt;
      return ActionAtEnd::Goodbye{std::move(*request)};
    });
    const auto result = co_await wait(on, place, hold);
    // The document that was heard in the queue may have hung up.
    if (on.call.over()) co_return Step::finish();
    action_at_end.dismiss();
    co_return after(on, result, &place);
  }

 private:
  std::optional<std::string> wait_url(Execution& on) const {
    if (!attributes_.wait_url || attributes_.wait_url->empty()) return attributes_.wait_url;
    return on.resolve(*attributes_.wait_url, 14202);
  }

  // QueueResult, once the caller leaves the queue by itself or has talked.
  static Task<std::string> wait(Execution& on, call::QueuePlace& place, QueueHold what) {
    for (;;) {
      const auto changes = place.changes();
      auto end = Script::End::over;
      if (const auto* pickup = place.pickup()) {
        co_await place.until_change(introduce(on, place, *pickup));
        if (place.changes() == changes) co_await place.meet();
        if (place.bridged()) co_return "bridged";
      } else {
        co_await place.until_change(hold(on, place, what, end));
        if (on.call.over()) co_return "hangup";
        if (place.changes() == changes) co_return end == Script::End::left ? "leave" : "error";
      }
    }
  }

  static std::string cut_short(const Execution& on, const call::QueuePlace& place) {
    if (on.call.over()) return place.bridged() ? "bridged" : "hangup";
    return place.bridged() ? "redirected-from-bridged" : "redirected";
  }

  Step after(Execution& on, std::string result, const call::QueuePlace* place) const {
    auto request = action(on, std::move(result), place);
    return request ? Step::document(std::move(*request)) : Step::next();
  }

  std::optional<webhook::Request> action(Execution& on, std::string result, const call::QueuePlace* place) const {
    if (!attributes_.action) return std::nullopt;
    const std::string url = on.resolve(*attributes_.action, 14203);
    if (url.empty()) return std::nullopt;
    webhook::Request request{.url = url, .method = attributes_.method};
    request.parameters = {{"QueueResult", std::move(result)}};
    if (place) {
      request.parameters.emplace_back("QueueSid", place->queue().sid());
      request.parameters.emplace_back("QueueTime", std::to_string(place->waited().count()));
    }
    return request;
  }

  EnqueueAttributes attributes_;
};

}  // namespace

std::unique_ptr<Verb> parse_enqueue(const Element& element, Warnings& warnings) {
  return std::make_unique<Enqueue>(parse_enqueue_attributes(element, warnings));
}

}  // namespace ringback::twiml
