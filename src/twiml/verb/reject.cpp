#include "call/call.hpp"
#include "twiml/verb/verbs.hpp"

namespace ringback::twiml {
namespace {

class Reject final : public Verb {
 public:
  explicit Reject(call::Cause cause) : cause_(cause) {}

  Task<Step> run(Execution& on) override {
    // After an answer there is nothing left to reject: the call ends.
    if (!on.call.answered()) on.call.reject(cause_);
    co_return Step::finish();
  }

 private:
  call::Cause cause_;
};

}  // namespace

std::unique_ptr<Verb> parse_reject(const Element& element, Warnings& warnings) {
  Attributes attributes(element, warnings);
  const std::string reason = attributes.text("reason").value_or("rejected");
  if (reason != "rejected" && reason != "busy") warnings.push_back({13810, "<Reject> reason: invalid value " + reason});
  attributes.finish();
  refuse_children(element, warnings);
  return std::make_unique<Reject>(reason == "busy" ? call::Cause::busy : call::Cause::rejected);
}

}  // namespace ringback::twiml
