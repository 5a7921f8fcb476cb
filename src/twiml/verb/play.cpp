#include <algorithm>
#include <optional>
#include <utility>

#include "base/deadlines.hpp"
#include "call/call.hpp"
#include "call/playback.hpp"
#include "twiml/verb/loop.hpp"
#include "twiml/verb/verbs.hpp"
#include "webhook/sound_files.hpp"

namespace ringback::twiml {
namespace {

using std::chrono::milliseconds;

constexpr std::string_view allowed_digits = "0123456789ABCD#*wW";
// How long the session takes to send one.
constexpr milliseconds a_digit{260};
constexpr milliseconds a_wait{500};

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
    if (!digits_.empty()) {
      on.call.leg()->session().send_digits(digits_);
      co_await on.services.deadlines.wait_for(length_of(digits_));
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
    call::Playback playback(on.call, clip, times_);
    co_await playback.finished(on.services.deadlines);
  }

  static milliseconds length_of(std::string_view digits) {
    const auto waits = std::count(digits.begin(), digits.end(), 'w');
    return waits * a_wait + (static_cast<std::ptrdiff_t>(digits.size()) - waits) * a_digit;
  }

  std::string url_;
  int times_;
  std::string digits_;
  std::optional<SharedClip> file_;  // once it has been asked for, until it is played
};

// As the session takes them: `W` is a second, two of its `w`.
std::string parse_digits(Attributes& attributes, Warnings& warnings) {
  const auto given = attributes.text("digits").value_or("");
  if (given.find_first_not_of(allowed_digits) != std::string::npos) {
    warnings.push_back({13430, "<Play> digits: invalid value " + given.substr(0, 100)});
    return {};
  }
  std::string out;
  for (const char digit : given) out += digit == 'W' ? "ww" : std::string(1, digit);
  return out;
}

}  // namespace

std::unique_ptr<Verb> parse_play(const Element& element, Warnings& warnings) {
  Attributes attributes(element, warnings);
  const int times = parse_loop(attributes, 13410);
  const bool has_digits = attributes.text("digits").has_value();
  std::string digits = parse_digits(attributes, warnings);
  attributes.finish();
  refuse_children(element, warnings);
  if (element.text.empty() && !has_digits) warnings.push_back({11100, "<Play> names no file and no digits"});
  return std::make_unique<Play>(element.text, times, std::move(digits));
}

}  // namespace ringback::twiml
