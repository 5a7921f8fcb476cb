#include "twiml/verb/verbs.hpp"

namespace ringback::twiml {
namespace {

class Leave final : public Verb {
 public:
  Task<Step> run(Execution& on) override {
    if (on.queued) co_return Step::leave();
    on.warn(12200, "<Leave> is for a caller in a queue, in what it hears there");
    co_return Step::next();
  }
};

}  // namespace

std::unique_ptr<Verb> parse_leave(const Element& element, Warnings& warnings) {
  Attributes(element, warnings).finish();
  refuse_children(element, warnings);
  return std::make_unique<Leave>();
}

}  // namespace ringback::twiml
