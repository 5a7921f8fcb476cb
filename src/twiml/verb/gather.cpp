#include <utility>

#include "base/deadlines.hpp"
#include "base/inbox.hpp"
#include "base/interruptible.hpp"
#include "call/call.hpp"
#include "call/digits.hpp"
#include "twiml/verb/digit_entry.hpp"
#include "twiml/verb/gather_attributes.hpp"
#include "twiml/verb/gather_prompts.hpp"
#include "twiml/verb/verbs.hpp"

namespace ringback::twiml {
namespace {

class Gather final : public Verb {
 public:
  Gather(GatherAttributes attributes, GatherPrompts prompts)
      : attributes_(std::move(attributes)), prompts_(std::move(prompts)) {}

  Task<Step> run(Execution& on) override {
    on.call.answer();
    const DigitEntry entry = co_await listen(on);
    if (entry.digits().empty() && !attributes_.action_on_empty_result) co_return Step::next();
    const std::string url = on.resolve(attributes_.action.value_or(""));
    if (url.empty()) co_return Step::finish();
    webhook::Request request{.url = url, .method = attributes_.method};
    request.parameters = {
        {"Digits", entry.digits()}, {"FinishedOnKey", entry.finished_on_key()}, {"msg", "Gather End"}};
    co_return Step::document(std::move(request));
  }

 private:
  // The first key cuts the prompts short, and each gives the caller time for the next.
  Task<DigitEntry> listen(Execution& on) {
    DigitEntry entry(attributes_.finish_on_key, attributes_.num_digits);
    Inbox<char> keys;
    Interruptible prompts;
    const call::Digits hearing(on.call, [&](char key) {
      if (!attributes_.dtmf) return;
      keys.push(key);
      prompts.interrupt();
    });
    co_await prompts.run(prompts_.run(on));
    Deadlines& deadlines = on.services.deadlines;
    while (!entry.complete()) {
      const auto key = co_await keys.receive_until(deadlines, deadlines.now() + attributes_.timeout);
      if (!key) break;
      entry.add(*key);
    }
    co_return entry;
  }

  GatherAttributes attributes_;
  GatherPrompts prompts_;
};

}  // namespace

std::unique_ptr<Verb> parse_gather(const Element& element, Warnings& warnings) {
  auto attributes = parse_gather_attributes(element, warnings);
  return std::make_unique<Gather>(std::move(attributes), GatherPrompts::parse(element, warnings));
}

}  // namespace ringback::twiml
