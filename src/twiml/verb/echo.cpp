#include "base/deadlines.hpp"
#include "call/call.hpp"
#include "twiml/verb/verbs.hpp"

namespace ringback::twiml {
namespace {

constexpr std::chrono::hours longest{4};  // as a <Dial>

// The caller hears itself until it hangs up: for tests of a microphone or a network.
class Echo final : public Verb {
 public:
  Task<Step> run(Execution& on) override {
    on.call.answer();
    on.call.leg()->session().echo();
    co_await on.services.deadlines.wait_for(longest);
    on.call.leg()->session().play(media::Tone::silence);
    co_return Step::next();
  }
};

}  // namespace

std::unique_ptr<Verb> parse_echo(const Element& element, Warnings& warnings) {
  Attributes(element, warnings).finish();
  refuse_children(element, warnings);
  return std::make_unique<Echo>();
}

}  // namespace ringback::twiml
