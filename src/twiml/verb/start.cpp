#include <array>
#include <string_view>
#include <utility>

#include "twiml/verb/background.hpp"
#include "twiml/verb/verbs.hpp"

namespace ringback::twiml {
namespace {

using ParseNoun = std::unique_ptr<Verb> (*)(const Element&, Warnings&);

// Nouns that Twilio has and this server hasn't.
constexpr auto refused = std::to_array<std::string_view>({"Siprec", "Stream", "Transcription"});

// <Start> or <Stop>: its nouns one after another.
class Background final : public Verb {
 public:
  explicit Background(std::vector<std::unique_ptr<Verb>> nouns) : nouns_(std::move(nouns)) {}

  Task<Step> run(Execution& on) override {
    for (const auto& noun : nouns_) {
      co_await noun->run(on);
    }
    co_return Step::next();
  }

 private:
  const std::vector<std::unique_ptr<Verb>> nouns_;
};

void refuse(const Element& element, const Element& noun, Warnings& warnings) {
  const std::string name = "<" + element.name + "><" + noun.name + ">";
  for (const auto known : refused) {
    if (noun.name != known) continue;
    warnings.push_back({13750, name + " is not among what this server does", true});
    return;
  }
  warnings.push_back({12200, name + " is not a noun of it"});
}

std::unique_ptr<Verb> parse(const Element& element, Warnings& warnings, ParseNoun parse_recording) {
  Attributes attributes(element, warnings);
  attributes.without_effect("action");
  attributes.without_effect("method");
  attributes.finish();
  std::vector<std::unique_ptr<Verb>> nouns;
  for (const Element& child : element.children) {
    if (child.name == "Recording") {
      nouns.push_back(parse_recording(child, warnings));
    } else {
      refuse(element, child, warnings);
    }
  }
  return std::make_unique<Background>(std::move(nouns));
}

}  // namespace

std::unique_ptr<Verb> parse_start(const Element& element, Warnings& warnings) {
  return parse(element, warnings, parse_start_recording);
}

std::unique_ptr<Verb> parse_stop(const Element& element, Warnings& warnings) {
  return parse(element, warnings, parse_stop_recording);
}

}  // namespace ringback::twiml
