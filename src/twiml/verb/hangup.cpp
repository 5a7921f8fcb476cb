#include "call/call.hpp"
#include "twiml/verb/verbs.hpp"

namespace ringback::twiml {
namespace {

class Hangup final : public Verb {
 public:
  Task<Step> run(Execution& on) override {
    // Only a leading <Reject> keeps a call from being answered.
    on.call.answer();
    co_return Step::finish();
  }
};

}  // namespace

std::unique_ptr<Verb> parse_hangup(const Element& element, Warnings& warnings) {
  Attributes(element, warnings).finish();
  refuse_children(element, warnings);
  return std::make_unique<Hangup>();
}

}  // namespace ringback::twiml
