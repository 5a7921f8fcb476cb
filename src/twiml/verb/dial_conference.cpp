#include "twiml/verb/dial_conference.hpp"

#include <algorithm>
#include <optional>
#include <utility>

#include "call/call.hpp"
#include "call/conferences.hpp"
#include "call/digits.hpp"
#include "call/hold_music.hpp"
#include "call/playback.hpp"
#include "twiml/verb.hpp"
#include "twiml/verb/conference_attributes.hpp"
#include "twiml/verb/conference_ending.hpp"
#include "twiml/verb/wait_document.hpp"

namespace ringback::twiml {
namespace {

using Hearing = call::Participant::Hearing;

constexpr int label_in_use = 16025;  // goes on with the next verb, whatever the action
constexpr int rounds_of_music = 1000;

class DialConference final : public Verb {
 public:
  DialConference(DialAttributes dial, ConferenceAttributes conference)
      : dial_(std::move(dial)), conference_(std::move(conference)) {}

  Task<Step> run(Execution& on) override {
    if (on.whisper) {
      on.error({13201, "<Dial> in a document that runs on a dialled party"}, on.document_url);
      co_return Step::next();
    }
    on.call.answer();
    DialRecording recording(dial_.recording, on);
    ConferenceEnding ending(dial_, on, recording);
    auto entered = enter(on);
    bool took_part = false;
    if (entered) {
      took_part = co_await take_part(on, std::move(*entered), recording);
    } else {
      on.error(entered.error(), on.document_url);
      if (entered.error().code == label_in_use) ending.dismiss();
    }
    recording.stop();
    if (!took_part) ending.failed();
    auto step = co_await ending.step();
    co_return step;
  }

 private:
  Result<std::unique_ptr<call::Participant>> enter(Execution& on) const {
    if (conference_.order.name.empty()) return Error{13237, "<Conference> needs a name"};
    auto order = conference_.order;
    if (!order.callback.url.empty()) order.callback.url = on.resolve(order.callback.url);
    if (!order.recorded_url.empty()) order.recorded_url = on.resolve(order.recorded_url);
    order.wait = wait_document(on);
    if (conference_.record) {
      order.recording = call::RecordingOrder{.source = "Conference", .channels = call::RecordingOrder::Channels::dual};
      conference_.recording.apply(on, *order.recording);
    }
    return on.services.conferences.enter(on.call, order);
  }

  // Waits, talks, leaves. False if it couldn't wait.
  Task<bool> take_part(Execution& on, std::unique_ptr<call::Participant> participant, DialRecording& recording) {
    auto& part = *participant;
    const auto leave = [&part] { part.leave(); };
    const auto limit = on.services.deadlines.after(dial_.time_limit, leave);
    std::optional<call::Digits> star;
    if (dial_.hangup_on_star) {
      star.emplace(on.call, [leave](char digit) {
        if (digit == '*') leave();
      });
    }
    while (!part.gone()) {
      const auto seen = part.changes().count();
      bool heard = true;
      if (part.hearing() == Hearing::waiting) {
        co_await part.changes().during(wait(on, part.wait_document(), heard));
      } else if (part.hearing() == Hearing::holding) {
        co_await part.changes().during(hold(on, part.hold_document()));
      } else {
        recording.answered();
        part.take_seat();
        co_await part.changes().beyond(seen, on.services.deadlines);
      }
      if (heard) continue;
      part.leave("participant_add_failed");
      co_return false;
    }
    co_return true;
  }

  // Both until they are interrupted, unless what is to be heard by those who wait can't be had.
  static Task<void> wait(Execution& on, std::optional<call::Instructions> document, bool& heard) {
    heard = co_await hear(on, std::move(document));
    if (heard) co_await on.services.deadlines.wait_until(TimePoint::max());
  }
  static Task<void> hold(Execution& on, std::optional<call::Instructions> document) {
    co_await hear(on, std::move(document));
    co_await on.services.deadlines.wait_until(TimePoint::max());
  }

  // Nothing: our music. Without a URL: silence.
  static Task<bool> hear(Execution& on, std::optional<call::Instructions> document) {
    if (!document) {
      call::Playback music(on.call, call::hold_music(), rounds_of_music);
      co_await on.services.deadlines.wait_until(TimePoint::max());
    }
    if (document->url.empty()) co_return true;
    const auto run = co_await run_wait_document(on, {.url = document->url, .method = document->method});
    co_return run.has_value();
  }

  std::optional<call::Instructions> wait_document(const Execution& on) const {
    if (!conference_.wait_url) return std::nullopt;
    call::Instructions out{.url = "", .method = conference_.wait_method};
    if (conference_.wait_url->empty()) return out;
    auto url = webhook::resolve_url(on.document_url, *conference_.wait_url);
    if (!url) {
      on.warn(13233, "<Conference> waitUrl: " + url.error().message);
      return std::nullopt;
    }
    out.url = std::move(*url);
    return out;
  }

  const DialAttributes dial_;
  const ConferenceAttributes conference_;
};

}  // namespace

std::unique_ptr<Verb> parse_dial_conference(const Element& dial, const DialAttributes& attributes, Warnings& warnings) {
  const auto conference = std::ranges::find(dial.children, "Conference", &Element::name);
  if (conference == dial.children.end()) return nullptr;
  if (dial.children.size() > 1 || !dial.text.empty()) {
    warnings.push_back({13000, "a <Conference> can't be dialled together with others, which are left out"});
  }
  return std::make_unique<DialConference>(attributes, parse_conference(*conference, warnings));
}

}  // namespace ringback::twiml
