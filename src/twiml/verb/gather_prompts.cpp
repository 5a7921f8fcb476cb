#include "twiml/verb/gather_prompts.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "twiml/verb/verbs.hpp"

namespace ringback::twiml {
namespace {

// What a prompt warns of has a number of its own in a <Gather>.
constexpr std::array<std::pair<int, int>, 4> numbers = {
    {{13511, 13321}, {13510, 13322}, {13420, 13325}, {12300, 13325}}};

int renumber(int code) {
  for (const auto& [outside, inside] : numbers) {
    if (code == outside) return inside;
  }
  return code;
}

// Digits sent to the caller while its own are awaited would be taken for them by whoever echoes.
Element without_digits(Element play, Warnings& warnings) {
  const auto sent = std::erase_if(play.attributes, [](const auto& attribute) { return attribute.first == "digits"; });
  if (sent != 0) warnings.push_back({13430, "<Play> digits: not in a <Gather>"});
  return play;
}

std::unique_ptr<Verb> parse_prompt(const Element& element, Warnings& warnings) {
  if (element.name == "Say") return parse_say(element, warnings);
  if (element.name == "Play") return parse_play(without_digits(element, warnings), warnings);
  if (element.name == "Pause") return parse_pause(element, warnings);
  warnings.push_back({13320, "<Gather> can't contain <" + element.name + ">"});
  return nullptr;
}

}  // namespace

GatherPrompts GatherPrompts::parse(const Element& gather, Warnings& warnings) {
  GatherPrompts out;
  Warnings inside;
  for (const Element& child : gather.children) {
    if (auto verb = parse_prompt(child, inside)) out.verbs_.push_back(std::move(verb));
  }
  for (Warning& warning : inside) warnings.push_back({renumber(warning.code), std::move(warning.text)});
  return out;
}

Task<void> GatherPrompts::run(const Execution& on) {
  Execution inside = on;
  inside.renumber = renumber;
  for (const auto& verb : verbs_) {
    co_await verb->prepare(inside);
  }
  for (const auto& verb : verbs_) {
    co_await verb->run(inside);
  }
}

}  // namespace ringback::twiml
