#include "twiml/prosody.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <optional>
#include <span>
#include <string_view>
#include <utility>

namespace ringback::twiml {
namespace {

using Word = std::pair<std::string_view, int>;

constexpr std::array<Word, 6> rates = {
    {{"x-slow", 50}, {"slow", 75}, {"medium", 100}, {"default", 100}, {"fast", 130}, {"x-fast", 170}}};
constexpr std::array<Word, 6> pitches = {
    {{"x-low", -30}, {"low", -15}, {"medium", 0}, {"default", 0}, {"high", 20}, {"x-high", 40}}};
constexpr std::array<Word, 7> volumes = {
    {{"silent", -100}, {"x-soft", -12}, {"soft", -6}, {"medium", 0}, {"default", 0}, {"loud", 3}, {"x-loud", 6}}};

// A word, or a number with its sign and unit.
std::optional<int> parse(std::string_view text, std::span<const Word> words, std::string_view unit) {
  for (const auto& [word, value] : words) {
    if (word == text) return value;
  }
  if (text.starts_with('+')) text.remove_prefix(1);
  int number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc() ||
      std::string_view(end, static_cast<std::size_t>(text.data() + text.size() - end)) != unit) {
    return std::nullopt;
  }
  return number;
}

// The attribute's value, if it is there and good.
std::optional<int> read(Attributes& attributes, std::string_view name, std::span<const Word> words,
                        std::string_view unit, Warnings& warnings) {
  const auto text = attributes.text(name);
  if (!text) return std::nullopt;
  const auto value = parse(*text, words, unit);
  if (!value) warnings.push_back({12200, "<prosody> " + std::string(name) + ": invalid value " + text->substr(0, 100)});
  return value;
}

}  // namespace

speech::Prosody read_prosody(const Element& element, const speech::Prosody& around, Warnings& warnings) {
  Attributes attributes(element, warnings);
  speech::Prosody out = around;
  if (const auto rate = read(attributes, "rate", rates, "%", warnings)) out.rate = std::clamp(*rate, 20, 200);
  if (const auto pitch = read(attributes, "pitch", pitches, "%", warnings)) out.pitch = std::clamp(*pitch, -50, 100);
  if (const auto volume = read(attributes, "volume", volumes, "dB", warnings))
    out.volume = std::clamp(*volume, -100, 12);
  attributes.finish();
  return out;
}

speech::Prosody read_emphasis(const Element& element, const speech::Prosody& around, Warnings& warnings) {
  Attributes attributes(element, warnings);
  const auto level = attributes.text("level").value_or("moderate");
  attributes.finish();
  speech::Prosody out = around;
  if (level == "strong") {
    out.rate = around.rate * 85 / 100;
    out.volume += 3;
  } else if (level == "moderate") {
    out.rate = around.rate * 93 / 100;
    out.volume += 2;
  } else if (level == "reduced") {
    out.rate = around.rate * 110 / 100;
    out.volume -= 3;
  } else {
    warnings.push_back({12200, "<emphasis> level: invalid value " + level.substr(0, 100)});
  }
  return out;
}

}  // namespace ringback::twiml
