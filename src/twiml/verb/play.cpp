#include <optional>
#include <utility>

#include "base/deadlines.hpp"
#include "call/call.hpp"
#include "twiml/verb/digits.hpp"
#include "twiml/verb/loop.hpp"
#include "twiml/verb/verbs.hpp"
#include "webhook/sound_files.hpp"

namespace ringback::twiml {
namespace {

class Play final : public Verb {
 public:
  Play(std::string url, int times, std::string digits)
      : url_(std::move(url)), times_(times), digits_(std::move(digits)) {}

  Task<void> prepare(Execution& on) override {
    if (!url_.empty()) {
      file_ = co_await fetch(on);
    }
  }

  Task<Step> run(Execution& on) override {
    on.call.answer();
    if (!digits_.empty() && !on.audience) {
      on.call.leg()->session().send_digits(digits_);
      co_await on.services.deadlines.wait_for(length_of_digits(digits_));
    }
    if (!url_.empty()) {
      co_await play_file(on);
    }
    co_return Step::next();
  }

 private:
  // Empty if it can't be had, which has then been said.
  Task<SharedClip> fetch(Execution& on) {
    const std::string url = on.resolve(url_);
    if (url.empty()) co_return nullptr;
    const auto clip = co_await on.services.sounds.get(on.call.facts(), url);
    if (clip) co_return *clip;
    on.error(clip.error(), url);
    co_return nullptr;
  }

  Task<void> play_file(Execution& on) {
    if (!file_) {
      file_ = co_await fetch(on);
    }
    const SharedClip clip = *std::exchange(file_, std::nullopt);
    if (!clip) co_return;
    co_await on.play(clip, times_);
  }

  std::string url_;
  int times_;
  std::string digits_;
  std::optional<SharedClip> file_;  // once it has been asked for, until it is played
};

std::string read_digits(Attributes& attributes, Warnings& warnings) {
  const auto given = attributes.text("digits").value_or("");
  auto digits = parse_digits(given);
  if (!digits) warnings.push_back({13430, "<Play> digits: invalid value " + given.substr(0, 100)});
  return digits.value_or("");
}

}  // namespace

std::unique_ptr<Verb> parse_play(const Element& element, Warnings& warnings) {
  Attributes attributes(element, warnings);
  const int times = parse_loop(attributes, 13410);
  const bool has_digits = attributes.text("digits").has_value();
  std::string digits = read_digits(attributes, warnings);
  attributes.finish();
  refuse_children(element, warnings);
  if (element.text.empty() && !has_digits) warnings.push_back({11100, "<Play> names no file and no digits"});
  return std::make_unique<Play>(element.text, times, std::move(digits));
}

}  // namespace ringback::twiml
