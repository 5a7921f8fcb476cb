#include "twiml/verb/queue_hold.hpp"

#include <array>
#include <utility>

#include "base/deadlines.hpp"
#include "call/hold_music.hpp"
#include "call/playback.hpp"

namespace ringback::twiml {
namespace {

using namespace std::chrono_literals;

// Documents that end at once ask for the next one no more often.
constexpr auto shortest_round = 1s;
constexpr int rounds_of_music = 1000;

constexpr auto hold_verbs =
    std::to_array<std::string_view>({"Gather", "Hangup", "Leave", "Pause", "Play", "Redirect", "Say"});
constexpr auto introduction_verbs = std::to_array<std::string_view>({"Pause", "Play", "Redirect", "Say"});

Parameters statistics(const Execution& on, const call::QueuePlace& place) {
  const call::Queue& queue = place.queue();
  return {{"AvgQueueTime", std::to_string(queue.average_wait(on.services.deadlines.now()).count())},
          {"CurrentQueueSize", std::to_string(queue.size())},
          {"MaxQueueSize", std::to_string(queue.max_size())},
          {"QueuePosition", std::to_string(place.position())},
          {"QueueSid", queue.sid()},
          {"QueueTime", std::to_string(place.waited().count())}};
}

Task<void> play_music(Execution& on) {
  for (;;) {
    call::Playback music(on.call, call::hold_music(), rounds_of_music);
    co_await music.finished(on.services.deadlines);
  }
}

Task<Script::End> run_round(Execution& on, const call::QueuePlace& place, const QueueHold& what) {
  Script script(on.services, on.call,
                {.request = {.url = *what.url, .method = what.method, .parameters = statistics(on, place)},
                 .queued = true,
                 .verbs = hold_verbs});
  const auto end = co_await script.run_inside();
  co_return end;
}

}  // namespace

Task<void> hold(Execution& on, const call::QueuePlace& place, QueueHold what, Script::End& end) {
  Deadlines& deadlines = on.services.deadlines;
  if (!what.url) co_await play_music(on);
  if (what.url->empty()) co_await deadlines.wait_until(TimePoint::max());
  for (;;) {
    const TimePoint begun = deadlines.now();
    end = co_await run_round(on, place, what);
    if (end != Script::End::over || on.call.over()) co_return;
    co_await deadlines.wait_until(begun + shortest_round);
  }
}

Task<void> introduce(Execution& on, const call::QueuePlace& place, const call::QueuePickup& pickup) {
  const auto& document = pickup.introduction();
  if (document.url.empty()) co_return;
  webhook::Request request{.url = document.url, .method = document.method};
  request.parameters = {{"DequeingCallSid", pickup.taker_sid()},
                        {"QueueSid", place.queue().sid()},
                        {"QueueTime", std::to_string(place.waited().count())}};
  Script script(on.services, on.call, {.request = std::move(request), .verbs = introduction_verbs});
  co_await script.run_inside();
}

}  // namespace ringback::twiml
