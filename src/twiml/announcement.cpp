#include "twiml/announcement.hpp"

#include <utility>

#include "base/deadlines.hpp"
#include "base/interruptible.hpp"
#include "call/call.hpp"
#include "call/participant.hpp"
#include "twiml/verb/wait_document.hpp"

namespace ringback::twiml {
namespace {

struct Seats final : Audience {
  Seats(media::Mix& heard_in, const media::Seat* seat, Deadlines& clock)
      : mix(heard_in), only(seat), deadlines(clock) {}

  Task<void> play(SharedClip clip, int times) override {
    const auto length = clip->duration() * times;
    const auto announcement = mix.announce(std::move(clip), times, only);
    co_await deadlines.wait_for(length);
  }

  media::Mix& mix;
  const media::Seat* only;  // none: all
  Deadlines& deadlines;
};

Task<void> run(Execution on, call::Instructions document, std::string& failed) {
  const auto heard = co_await run_wait_document(on, {.url = document.url, .method = document.method});
  if (!heard) failed = heard.error().message;
}

}  // namespace

Task<void> announce_to_all(Services& services, std::shared_ptr<call::Conference> conference,
                           std::shared_ptr<call::Call> call, call::Instructions document) {
  const auto running = std::make_shared<Interruptible>();
  conference->begin_announcement(running);
  Seats all(*conference->mix(), nullptr, services.deadlines);
  std::string failed;
  const bool ended = co_await running->run(
      run({.services = services, .call = *call, .document_url = document.url, .audience = &all}, document, failed));
  if (ended) conference->announced(document.url, failed, nullptr);
}

Task<void> announce_to_one(Services& services, std::shared_ptr<call::Conference> conference,
                           std::shared_ptr<call::Call> call, call::Instructions document) {
  auto* participant = conference->find(call->sid());
  if (!participant || !participant->seat()) co_return;
  const auto running = std::make_shared<Interruptible>();
  participant->begin_announcement(running);
  Seats one(*conference->mix(), participant->seat(), services.deadlines);
  std::string failed;
  const bool ended = co_await running->run(
      run({.services = services, .call = *call, .document_url = document.url, .audience = &one}, document, failed));
  participant = conference->find(call->sid());
  if (ended && participant) conference->announced(document.url, failed, &participant->facts());
}

}  // namespace ringback::twiml
