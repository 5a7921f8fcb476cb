#include "base/deadlines.hpp"
#include "twiml/verb/verbs.hpp"

namespace ringback::twiml {
namespace {

constexpr Attributes::Range length_range{1, 14400};

// A leading Pause delays the answer, so it does not answer itself.
class Pause final : public Verb {
 public:
  explicit Pause(std::chrono::seconds length) : length_(length) {}

  Task<Step> run(Execution& on) override {
    co_await on.services.deadlines.wait_for(length_);
    co_return Step::next();
  }

 private:
  std::chrono::seconds length_;
};

}  // namespace

std::unique_ptr<Verb> parse_pause(const Element& element, Warnings& warnings) {
  Attributes attributes(element, warnings);
  const int length = attributes.integer("length", 1, length_range, 13910);
  attributes.finish();
  refuse_children(element, warnings);
  return std::make_unique<Pause>(std::chrono::seconds(length));
}

}  // namespace ringback::twiml
