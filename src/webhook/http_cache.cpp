#include "webhook/http_cache.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <chrono>
#include <ctime>
#include <string>

#include "base/text.hpp"

namespace ringback::webhook {
namespace {

using std::chrono::seconds;

// What overflows is as good as for ever (RFC 9111 section 1.2.2).
constexpr std::int64_t longest = INT32_MAX;

struct Directives {
  bool no_store = false;
  bool no_cache = false;
  std::optional<seconds> max_age;
};

std::optional<seconds> parse_delta_seconds(std::string_view text) {
  if (text.size() >= 2 && text.front() == '"' && text.back() == '"') text = text.substr(1, text.size() - 2);
  std::int64_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (end != text.data() + text.size() || text.empty() || value < 0) return std::nullopt;
  if (error == std::errc::result_out_of_range) return seconds(longest);
  if (error != std::errc()) return std::nullopt;
  return seconds(std::min(value, longest));
}

void take_directive(std::string_view directive, Directives& out) {
  const auto equals = directive.find('=');
  const auto name = trim(directive.substr(0, equals));
  if (iequals(name, "no-store")) out.no_store = true;
  // With names of fields it forbids those alone; ours is then more careful than it must be.
  if (iequals(name, "no-cache")) out.no_cache = true;
  if (iequals(name, "max-age") && equals != std::string_view::npos) {
    const auto age = parse_delta_seconds(trim(directive.substr(equals + 1)));
    // Of two the shorter, and of what can't be read none at all (section 4.2.1).
    out.max_age = std::min(out.max_age.value_or(seconds(longest)), age.value_or(seconds(0)));
  }
}

// The end of the list's first item; a comma between quotation marks is none.
std::size_t item_end(std::string_view list) {
  bool quoted = false;
  for (std::size_t i = 0; i < list.size(); ++i) {
    if (list[i] == '"') quoted = !quoted;
    if (list[i] == ',' && !quoted) return i;
  }
  return list.size();
}

Directives parse_cache_control(const http::Headers& headers) {
  Directives out;
  for (const auto& [name, value] : headers) {
    if (!iequals(name, "Cache-Control")) continue;
    for (std::string_view rest = value; !rest.empty();) {
      const auto end = item_end(rest);
      take_directive(rest.substr(0, end), out);
      rest.remove_prefix(std::min(rest.size(), end + 1));
    }
  }
  return out;
}

// Section 4.2.1.
seconds lifetime(const http::Headers& headers, const Directives& directives, WallTime date) {
  if (directives.no_cache) return seconds(0);
  if (directives.max_age) return *directives.max_age;
  const auto expires = parse_http_date(http::header(headers, "Expires"));
  if (!expires) return seconds(0);
  return std::chrono::duration_cast<seconds>(*expires - date);
}

// Section 4.2.3, at the moment of receipt.
seconds initial_age(const http::Headers& headers, WallTime date, WallTime requested, WallTime received) {
  const auto apparent = std::max(seconds(0), std::chrono::duration_cast<seconds>(received - date));
  const auto said = parse_delta_seconds(trim(http::header(headers, "Age"))).value_or(seconds(0));
  return std::max(apparent, said + std::chrono::duration_cast<seconds>(received - requested));
}

}  // namespace

CachePolicy cache_policy(const http::Headers& headers, WallTime requested, WallTime received) {
  const auto directives = parse_cache_control(headers);
  const WallTime date = parse_http_date(http::header(headers, "Date")).value_or(received);
  CachePolicy policy;
  policy.store = !directives.no_store && trim(http::header(headers, "Vary")) != "*";
  policy.fresh_until = received + lifetime(headers, directives, date) - initial_age(headers, date, requested, received);
  return policy;
}

std::optional<WallTime> parse_http_date(std::string_view text) {
  static constexpr std::array forms = {"%a, %d %b %Y %H:%M:%S GMT", "%A, %d-%b-%y %H:%M:%S GMT",
                                       "%a %b %e %H:%M:%S %Y"};
  const std::string trimmed(trim(text));
  for (const char* form : forms) {
    std::tm fields{};
    const char* end = ::strptime(trimmed.c_str(), form, &fields);
    if (end != nullptr && *end == '\0') return std::chrono::system_clock::from_time_t(::timegm(&fields));
  }
  return std::nullopt;
}

}  // namespace ringback::webhook
