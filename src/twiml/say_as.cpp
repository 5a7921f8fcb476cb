#include "twiml/say_as.hpp"

#include <algorithm>
#include <array>
#include <cctype>
#include <charconv>
#include <utility>
#include <vector>

#include "base/text.hpp"

namespace ringback::twiml {
namespace {

using Words = std::pair<std::string_view, std::string_view>;
using Say = std::optional<std::string> (*)(std::string_view text, std::string_view format);

// A blank between two characters; UTF-8 sequences stay whole.
std::optional<std::string> spell(std::string_view text, std::string_view) {
  std::string out;
  for (const char c : text) {
    const bool continues = (static_cast<unsigned char>(c) & 0xC0U) == 0x80;
    if (!out.empty() && !continues) out += ' ';
    out += c;
  }
  return out;
}

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

bool is_number(std::string_view text) {
  return !text.empty() && text.size() <= 9 && std::ranges::all_of(text, is_digit);
}

int number(std::string_view text) {
  int out = 0;
  std::from_chars(text.data(), text.data() + text.size(), out);
  return out;
}

// What stands between characters of `marks`.
std::vector<std::string_view> split(std::string_view text, std::string_view marks) {
  std::vector<std::string_view> out;
  while (true) {
    const auto end = text.find_first_of(marks);
    out.push_back(text.substr(0, end));
    if (end == std::string_view::npos) return out;
    text.remove_prefix(end + 1);
  }
}

std::string ordinal_of(int n) {
  constexpr std::array<std::string_view, 4> endings = {"th", "st", "nd", "rd"};
  const bool teens = n % 100 >= 11 && n % 100 <= 13;
  const auto last = static_cast<std::size_t>(n % 10);
  return std::to_string(n) + std::string(teens || last > 3 ? endings[0] : endings.at(last));
}

std::optional<std::string> ordinal(std::string_view text, std::string_view) {
  if (!is_number(text)) return std::nullopt;
  return ordinal_of(number(text));
}

std::optional<std::string> fraction(std::string_view text, std::string_view) {
  const auto parts = split(text, "/");
  if (parts.size() != 2 || !is_number(parts[0]) || !is_number(parts[1])) return std::nullopt;
  constexpr std::array<std::string_view, 11> names = {"",      "",        "half",   "third", "quarter", "fifth",
                                                      "sixth", "seventh", "eighth", "ninth", "tenth"};
  const auto below = static_cast<std::size_t>(number(parts[1]));
  const std::string above(parts[0]);
  if (below < 2 || below >= names.size()) return above + " over " + std::string(parts[1]);
  if (number(parts[0]) == 1) return "one " + std::string(names.at(below));
  return above + " " + (below == 2 ? std::string("halves") : std::string(names.at(below)) + "s");
}

constexpr std::array<Words, 22> units = {{
    {"cm", "centimeters"},
    {"m", "meters"},
    {"km", "kilometers"},
    {"mm", "millimeters"},
    {"in", "inches"},
    {"ft", "feet"},
    {"yd", "yards"},
    {"mi", "miles"},
    {"g", "grams"},
    {"kg", "kilograms"},
    {"mg", "milligrams"},
    {"lb", "pounds"},
    {"oz", "ounces"},
    {"l", "liters"},
    {"ml", "milliliters"},
    {"gal", "gallons"},
    {"s", "seconds"},
    {"h", "hours"},
    {"mph", "miles per hour"},
    {"km/h", "kilometers per hour"},
    {"C", "degrees Celsius"},
    {"F", "degrees Fahrenheit"},
}};

// `12cm`.
std::optional<std::string> unit(std::string_view text, std::string_view) {
  const auto amount = text.substr(0, text.find_first_not_of("0123456789."));
  const auto name = trim(text.substr(amount.size()));
  for (const auto& [sign, words] : units) {
    if (!amount.empty() && sign == name) return std::string(amount) + " " + std::string(words);
  }
  return std::nullopt;
}

constexpr std::array<std::string_view, 13> months = {"",        "January",  "February", "March",  "April",
                                                     "May",     "June",     "July",     "August", "September",
                                                     "October", "November", "December"};

struct Date {
  int year = 0, month = 0, day = 0;  // 0: not said

  std::string words() const {
    std::string out = month != 0 ? std::string(months.at(static_cast<std::size_t>(month))) : "";
    if (day != 0) out += out.empty() ? ordinal_of(day) : " " + std::to_string(day);
    if (year != 0) out += (out.empty() ? "" : day != 0 ? ", " : " ") + std::to_string(year);
    return out;
  }
};

bool put(Date& date, char what, std::string_view text) {
  if (!is_number(text)) return false;
  const int value = number(text);
  if (what == 'y') date.year = value;
  if (what == 'm') date.month = value;
  if (what == 'd') date.day = value;
  if (what == 'm') return value >= 1 && value <= 12;
  return what == 'd' ? value >= 1 && value <= 31 : what == 'y';
}

// `format` is a letter a number, as `mdy`; or yyyymmdd, in which an unknown part is question marks.
std::optional<std::string> date(std::string_view text, std::string_view format) {
  Date out;
  if (format.empty() || format == "yyyymmdd") {
    const auto bare = std::string(text.substr(0, 8));
    if (text.size() != 8) return std::nullopt;
    const std::array<std::pair<char, std::string>, 3> parts = {
        {{'y', bare.substr(0, 4)}, {'m', bare.substr(4, 2)}, {'d', bare.substr(6, 2)}}};
    for (const auto& [what, value] : parts) {
      if (value.find_first_not_of('?') != std::string::npos && !put(out, what, value)) return std::nullopt;
    }
    return out.words();
  }
  const auto parts = split(text, "/-. ");
  if (parts.size() != format.size()) return std::nullopt;
  for (std::size_t i = 0; i < parts.size(); ++i) {
    if (!put(out, format[i], parts[i])) return std::nullopt;
  }
  return out.words();
}

// A duration: 1'21".
std::optional<std::string> duration(std::string_view text, std::string_view) {
  if (text.ends_with('"')) text.remove_suffix(1);
  const auto parts = split(text, "'");
  if (parts.size() != 2 || !is_number(parts[0]) || !is_number(parts[1])) return std::nullopt;
  const auto count = [](int n, const std::string& name) {
    return std::to_string(n) + " " + name + (n == 1 ? "" : "s");
  };
  return count(number(parts[0]), "minute") + " " + count(number(parts[1]), "second");
}

std::optional<std::string> bleep(std::string_view, std::string_view) {
  return "bleep";
}

struct Rule {
  std::string_view as;
  Say say;
  bool english;
};
constexpr std::array<Rule, 10> rules = {{
    {"characters", spell, false},
    {"spell-out", spell, false},
    {"digits", spell, false},
    {"telephone", spell, false},
    {"ordinal", ordinal, true},
    {"fraction", fraction, true},
    {"unit", unit, true},
    {"date", date, true},
    {"time", duration, true},
    {"expletive", bleep, true},
}};

}  // namespace

std::optional<std::string> say_as(std::string_view text, const Interpretation& meant) {
  const bool english = iequals(meant.language.substr(0, meant.language.find('-')), "en");
  const auto rule = std::ranges::find(rules, meant.as, &Rule::as);
  if (rule == rules.end() || (rule->english && !english)) return std::nullopt;
  return rule->say(trim(text), meant.format);
}

}  // namespace ringback::twiml
