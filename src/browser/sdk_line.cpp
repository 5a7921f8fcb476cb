#include "browser/sdk_line.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <chrono>

#include "browser/message.hpp"

namespace ringback::browser {
namespace {

using std::chrono::seconds;

constexpr std::int64_t max_reconnect_timeout = 30;
// Beyond the time in which the SDK tries one address only: it comes by its other addresses after that.
constexpr seconds grace{10};

using Release = std::array<int, 3>;

// `browserinfo.v`, such as `2.18.5`; zeros for what is missing or is no number.
Release release_of(const Message& listen) {
  const auto text = text_at(object_at(listen.payload, "browserinfo"), "v");
  Release release{};
  const char* at = text.data();
  const char* const end = at + text.size();
  for (int& part : release) {
    const auto [next, error] = std::from_chars(at, end, part);
    if (error != std::errc{} || next == end || *next != '.') break;
    at = next + 1;
  }
  return release;
}

bool between(const Release& release, const Release& first, const Release& last) {
  return first <= release && release <= last;
}

// 2.1.0 to 2.10.1 can't say how long they try.
Duration hold_time(const Message& listen, const Release& release) {
  if (between(release, {2, 1, 0}, {2, 10, 1})) return seconds(max_reconnect_timeout) + grace;
  const auto wanted = number_at(listen.payload, "reconnectTimeout");
  return seconds(std::clamp<std::int64_t>(wanted, 0, max_reconnect_timeout)) + grace;
}

}  // namespace

SdkLine sdk_line(const Message& listen) {
  const Release release = release_of(listen);
  SdkLine line;
  // 2.0.1 speaks as 1.x does: the envelope tells, not the release.
  line.resumes = listen.version != "1.4" && listen.version != "1.5";
  line.keeps_ringing = between(release, {1, 6, 0}, {1, 7, 99});
  line.reconnects_to_edge = between(release, {2, 1, 0}, {2, 12, 1});
  line.takes_early_token = !between(release, {2, 1, 0}, {2, 7, 2});
  line.hold = hold_time(listen, release);
  return line;
}

// What the SDK puts before becomes the user part of the URL's authority, and what it puts behind becomes the query
// (RFC 3986 section 3).
std::string edge_leading_to(std::string_view host) {
  constexpr std::string_view allowed = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.-:[]";
  if (host.empty() || host.find_first_not_of(allowed) != std::string_view::npos) return {};
  return "x@" + std::string(host) + "/signal?";
}

}  // namespace ringback::browser
