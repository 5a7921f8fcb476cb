#include "api/date_filter.hpp"

#include <algorithm>
#include <charconv>
#include <chrono>

#include "api/error.hpp"

namespace ringback::api {
namespace {

constexpr store::Millis second = 1000;
constexpr store::Millis day = 86'400 * second;

// Takes `text` apart; once something doesn't fit, it stays failed.
class Reader {
 public:
  explicit Reader(std::string_view text) : text_(text) {}

  int number(std::size_t digits) {
    int out = 0;
    const auto part = text_.substr(0, digits);
    const auto [end, error] = std::from_chars(part.data(), part.data() + part.size(), out);
    if (part.size() != digits || error != std::errc() || end != part.data() + digits || out < 0) ok_ = false;
    text_.remove_prefix(part.size());
    return out;
  }
  char one_of(std::string_view characters) {
    if (text_.empty() || characters.find(text_.front()) == characters.npos) {
      ok_ = false;
      return 0;
    }
    const char c = text_.front();
    text_.remove_prefix(1);
    return c;
  }
  bool at_end() const { return text_.empty(); }
  bool ok() const { return ok_; }
  std::string_view rest() const { return text_; }

 private:
  std::string_view text_;
  bool ok_ = true;
};

std::optional<store::Millis> read_day(Reader& in) {
  const int year = in.number(4);
  in.one_of("-");
  const auto month = static_cast<unsigned>(in.number(2));
  in.one_of("-");
  const auto month_day = static_cast<unsigned>(in.number(2));
  const std::chrono::year_month_day date{std::chrono::year(year), std::chrono::month(month),
                                         std::chrono::day(month_day)};
  if (!in.ok() || !date.ok()) return std::nullopt;
  return std::chrono::sys_days(date).time_since_epoch().count() * day;
}

std::optional<store::Millis> read_time_of_day(Reader& in) {
  in.one_of("T ");
  const int hours = in.number(2);
  in.one_of(":");
  const int minutes = in.number(2);
  in.one_of(":");
  const int seconds = in.number(2);
  if (!in.ok() || hours > 23 || minutes > 59 || seconds > 60) return std::nullopt;
  return ((hours * 60 + minutes) * 60 + seconds) * second;
}

void skip_fraction(Reader& in) {
  if (!in.rest().starts_with('.')) return;
  in.one_of(".");
  while (in.ok() && !in.at_end() && in.rest().front() >= '0' && in.rest().front() <= '9') in.one_of("0123456789");
}

std::optional<store::Millis> read_offset(Reader& in) {
  if (in.at_end()) return 0;
  // A plus sign that a client forgot to encode arrives as a blank.
  const char sign = in.one_of("Zz+- ");
  if (sign == 'Z' || sign == 'z') return 0;
  const int hours = in.number(2);
  if (in.rest().starts_with(':')) in.one_of(":");
  const int minutes = in.number(2);
  if (!in.ok()) return std::nullopt;
  const store::Millis offset = (store::Millis{hours} * 60 + minutes) * 60 * second;
  return sign == '-' ? -offset : offset;
}

void narrow(TimeRange& range, store::Millis from, store::Millis until) {
  range.from = std::max(range.from, from);
  if (until != 0) range.until = range.until == 0 ? until : std::min(range.until, until);
}

}  // namespace

std::optional<TimeRange> parse_date(std::string_view text) {
  Reader in(text);
  const auto date = read_day(in);
  if (!date) return std::nullopt;
  if (in.at_end()) return TimeRange{*date, *date + day};
  const auto time = read_time_of_day(in);
  skip_fraction(in);
  const auto offset = read_offset(in);
  if (!time || !offset || !in.ok() || !in.at_end()) return std::nullopt;
  const store::Millis instant = *date + *time - *offset;
  return TimeRange{instant, instant + second};
}

Result<TimeRange> read_time_range(Form& form, std::string_view name) {
  TimeRange out;
  for (const std::string_view comparison : {"", "<", ">"}) {
    const std::string parameter = std::string(name).append(comparison);
    const std::string value = form.value(parameter);
    if (value.empty()) continue;
    const auto date = parse_date(value);
    if (!date) return invalid_parameter(parameter, "not a date: " + value);
    // 0 would mean "open": 1970 itself is no time of any call.
    const store::Millis from = std::max<store::Millis>(date->from, 1);
    if (comparison.empty()) narrow(out, from, std::max<store::Millis>(date->until, 1));
    if (comparison == "<") narrow(out, 0, from);
    if (comparison == ">") narrow(out, from, 0);
  }
  return out;
}

}  // namespace ringback::api
