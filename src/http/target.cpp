#include "http/target.hpp"

#include <algorithm>

#include "base/text.hpp"

namespace ringback::http {
namespace {

bool has_control(std::string_view text) {
  return std::any_of(text.begin(), text.end(), [](unsigned char c) { return c < 0x20 || c == 0x7F; });
}

// `http://host/path?query` to `/path?query` (RFC 9112 section 3.2.2: a server must take it).
std::string_view without_authority(std::string_view target) {
  const auto scheme = target.find("://");
  if (scheme == std::string_view::npos || target.front() == '/') return target;
  const auto end = target.find_first_of("/?", scheme + 3);
  return end == std::string_view::npos ? std::string_view("/") : target.substr(end);
}

bool safe_segment(std::string_view segment) {
  return !segment.empty() && segment != "." && segment != ".." && segment.find('\\') == std::string_view::npos &&
         !has_control(segment);
}

}  // namespace

std::optional<Target> parse_target(std::string_view target) {
  if (target.empty() || target.front() == '?') return std::nullopt;
  target = without_authority(target);
  target = target.substr(0, target.find('#'));
  const auto mark = target.find('?');
  Target out;
  out.raw_path = target.substr(0, mark);
  if (mark != std::string_view::npos) out.query = target.substr(mark + 1);
  if (out.raw_path.empty()) out.raw_path = "/";
  out.path = percent_decode(out.raw_path);
  const bool known_form = out.path.front() == '/' || out.path == "*";
  if (!known_form || has_control(out.path)) return std::nullopt;
  return out;
}

std::optional<std::string> path_below(std::string_view prefix, std::string_view path) {
  if (!path.starts_with(prefix)) return std::nullopt;
  path.remove_prefix(prefix.size());
  std::string below(path);
  while (!path.empty()) {
    const auto end = path.find('/');
    if (!safe_segment(path.substr(0, end))) return std::nullopt;
    path = end == std::string_view::npos ? std::string_view{} : path.substr(end + 1);
  }
  return below;
}

std::string with_slash(const Target& target) {
  // Two leading slashes would name another host.
  const auto first = target.raw_path.find_first_not_of("/\\");
  std::string out = "/";
  if (first != std::string::npos) out += target.raw_path.substr(first) + "/";
  if (!target.query.empty()) out += "?" + target.query;
  return out;
}

}  // namespace ringback::http
