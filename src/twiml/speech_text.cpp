#include "twiml/speech_text.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <optional>
#include <string_view>
#include <utility>

#include "base/text.hpp"
#include "twiml/prosody.hpp"
#include "twiml/say_as.hpp"

namespace ringback::twiml {
namespace {

using std::chrono::milliseconds;

constexpr milliseconds after_paragraph{600};
constexpr milliseconds after_sentence{300};
constexpr milliseconds longest_break{10'000};

constexpr std::array<std::pair<std::string_view, milliseconds>, 6> strengths = {{
    {"none", milliseconds(0)},
    {"x-weak", milliseconds(100)},
    {"weak", milliseconds(200)},
    {"medium", milliseconds(400)},
    {"strong", milliseconds(700)},
    {"x-strong", milliseconds(1000)},
}};

std::optional<milliseconds> parse_strength(std::string_view text) {
  for (const auto& [name, length] : strengths) {
    if (name == text) return length;
  }
  return std::nullopt;
}

// `3s` or `250ms`.
std::optional<milliseconds> parse_time(std::string_view text) {
  int number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  const std::string_view unit(end, static_cast<std::size_t>(text.data() + text.size() - end));
  if (error != std::errc() || number < 0) return std::nullopt;
  if (unit == "ms") return std::min(milliseconds(number), longest_break);
  if (unit == "s") return std::min(milliseconds(number) * 1000, longest_break);
  return std::nullopt;
}

// What they say of how it sounds no installed voice can do; the text is said all the same.
constexpr std::array<std::string_view, 2> plain_names = {"phoneme", "w"};

// Goes through a <Say> in the order of its text.
class Reader {
 public:
  Reader(std::string language, Warnings& warnings) : language_(std::move(language)), warnings_(warnings) {}

  void read_content(const Element& element) {
    say(element.lead);
    for (const Element& child : element.children) {
      read(child);
      say(child.tail);
    }
  }
  std::vector<speech::Piece> take() {
    if (!open_.text.empty()) pieces_.push_back(std::move(open_));
    return std::move(pieces_);
  }

 private:
  void say(std::string_view text) { open_.text += text; }
  void pause(milliseconds length) {
    open_.pause = length;
    pieces_.push_back(std::exchange(open_, empty()));
  }
  void change(speech::Prosody prosody) {
    if (!open_.text.empty()) pieces_.push_back(open_);
    prosody_ = prosody;
    open_ = empty();
  }
  void change(std::string marked) {
    if (!open_.text.empty()) pieces_.push_back(open_);
    marked_ = std::move(marked);
    open_ = empty();
  }
  speech::Piece empty() const { return {.text = {}, .prosody = prosody_, .language = marked_}; }
  void read_with(speech::Prosody prosody, const Element& element) {
    const speech::Prosody before = prosody_;
    change(prosody);
    read_content(element);
    change(before);
  }

  void read(const Element& element) {
    if (element.name == "prosody") return read_with(read_prosody(element, prosody_, warnings_), element);
    if (element.name == "emphasis") return read_with(read_emphasis(element, prosody_, warnings_), element);
    Attributes attributes(element, warnings_);
    if (element.name == "break") return read_break(attributes);
    if (element.name == "sub") return read_sub(element, attributes);
    if (element.name == "lang") return read_lang(element, attributes);
    if (element.name == "say-as") return read_say_as(element, attributes);
    if (element.name == "p" || element.name == "s") {
      attributes.finish();
      read_content(element);
      return pause(element.name == "p" ? after_paragraph : after_sentence);
    }
    read_plain(element);
  }
  void read_break(Attributes& attributes) {
    const auto strength = attributes.text("strength");
    const auto time = attributes.text("time");
    attributes.finish();
    const auto length = time ? parse_time(*time) : parse_strength(strength.value_or("medium"));
    if (!length) warnings_.push_back({12200, "<break>: invalid value " + time.value_or(*strength).substr(0, 100)});
    pause(length.value_or(milliseconds(400)));
  }
  void read_sub(const Element& element, Attributes& attributes) {
    const auto alias = attributes.text("alias");
    attributes.finish();
    if (alias) return say(*alias);
    read_content(element);
  }
  void read_say_as(const Element& element, Attributes& attributes) {
    const auto interpretation = attributes.text("interpret-as").value_or("");
    const auto format = attributes.text("format").value_or("");
    attributes.finish();
    const auto spoken = say_as(element.text, {interpretation, format, marked_.empty() ? language_ : marked_});
    if (!spoken) return read_content(element);
    say(" " + *spoken + " ");
  }
  void read_lang(const Element& element, Attributes& attributes) {
    const auto language = attributes.text("xml:lang").value_or("");
    attributes.finish();
    if (language.empty()) return read_content(element);
    const std::string before = marked_;
    change(language);
    read_content(element);
    change(before);
  }
  void read_plain(const Element& element) {
    const bool known = std::find(plain_names.begin(), plain_names.end(), element.name) != plain_names.end();
    warnings_.push_back({12200, known ? "<" + element.name + "> is said as plain text"
                                      : "<Say> can't contain <" + element.name + ">: its text is said"});
    read_content(element);
  }

  const std::string language_;  // of the whole
  std::string marked_;          // another one, by <lang>
  Warnings& warnings_;
  std::vector<speech::Piece> pieces_;
  speech::Piece open_;
  speech::Prosody prosody_;
};

}  // namespace

std::vector<speech::Piece> read_speech(const Element& say, const std::string& language, Warnings& warnings) {
  Reader reader(language, warnings);
  reader.read_content(say);
  return reader.take();
}

}  // namespace ringback::twiml
