#include <boost/asio/this_coro.hpp>
#include <utility>

#include "call/call.hpp"
#include "twiml/verb/gather_attributes.hpp"
#include "twiml/verb/gather_listening.hpp"
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
    const auto executor = co_await boost::asio::this_coro::executor;
    GatherListening listening(on, attributes_, executor);
    GatherAnswer answer = co_await listening.run(prompts_);
    if (answer.empty && !attributes_.action_on_empty_result) co_return Step::next();
    const std::string url = on.resolve(attributes_.action.value_or(""));
    if (url.empty()) co_return Step::finish();
    webhook::Request request{.url = url, .method = attributes_.method, .parameters = std::move(answer.parameters)};
    request.parameters.emplace_back("msg", "Gather End");
    co_return Step::document(std::move(request));
  }

 private:
  GatherAttributes attributes_;
  GatherPrompts prompts_;
};

}  // namespace

std::unique_ptr<Verb> parse_gather(const Element& element, Warnings& warnings) {
  auto attributes = parse_gather_attributes(element, warnings);
  return std::make_unique<Gather>(std::move(attributes), GatherPrompts::parse(element, warnings));
}

}  // namespace ringback::twiml
