#include "twiml/verb/verbs.hpp"

namespace ringback::twiml {
namespace {

class Redirect final : public Verb {
 public:
  Redirect(std::string url, std::string method) : url_(std::move(url)), method_(std::move(method)) {}

  Task<Step> run(Execution& on) override {
    const std::string url = on.resolve(url_);
    if (url.empty()) co_return Step::finish();
    co_return Step::document({.url = url, .method = method_});
  }

 private:
  std::string url_;  // empty: the current document
  std::string method_;
};

}  // namespace

std::unique_ptr<Verb> parse_redirect(const Element& element, Warnings& warnings) {
  Attributes attributes(element, warnings);
  const std::string method = attributes.method("method", 13710);
  attributes.finish();
  refuse_children(element, warnings);
  return std::make_unique<Redirect>(element.text, method);
}

}  // namespace ringback::twiml
