#include "api/path.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "base/sid.hpp"
#include "base/text.hpp"

namespace ringback::api {
namespace {

constexpr std::string_view version = "/2010-04-01";
constexpr std::string_view newer_version = "/v1";
constexpr std::size_t max_segments = 16;

constexpr std::array<std::pair<std::string_view, Format>, 6> extensions = {{
    {".json", Format::json},
    {".xml", Format::xml},
    {".csv", Format::csv},
    {".wav", Format::wav},
    {".mp3", Format::mp3},
    {".txt", Format::txt},
}};

std::string_view take_segment(std::string_view& text) {
  const auto slash = text.find('/');
  const auto segment = text.substr(0, slash);
  text = slash == text.npos ? std::string_view() : text.substr(slash + 1);
  return segment;
}

void take_extension(std::string_view& text, Path& path) {
  for (const auto& [extension, its_format] : extensions) {
    if (!text.ends_with(extension)) continue;
    path.format = its_format;
    path.bare = false;
    text.remove_suffix(extension.size());
    return;
  }
}

// `{CA}` asks for a SID of that kind, a longer word for anything.
bool match_segment(std::string_view pattern, const std::string& segment, std::vector<std::string>& sids) {
  if (!pattern.starts_with('{')) return pattern == segment;
  if (pattern.size() > 4) {
    sids.push_back(percent_decode(segment));
    return !segment.empty();
  }
  const auto prefix = pattern.substr(1, 2);
  if (!is_sid(segment, prefix)) return false;
  sids.push_back(std::string(prefix) + lower(std::string_view(segment).substr(2)));
  return true;
}

}  // namespace

std::string_view Path::extension() const {
  for (const auto& [extension, its_format] : extensions) {
    if (format == its_format && (format == Format::json || format == Format::csv)) return extension;
  }
  return "";
}

std::optional<Path> parse_path(std::string_view text) {
  Path path;
  path.text = text;
  path.v1 = text.starts_with(newer_version);
  if (!path.v1 && !text.starts_with(version)) return std::nullopt;
  text.remove_prefix(path.v1 ? newer_version.size() : version.size());
  if (text.ends_with('/')) text.remove_suffix(1);
  if (path.v1) path.format = Format::json;
  if (!path.v1) take_extension(text, path);
  // Behind the version there is a slash, or nothing.
  if (!text.empty() && !text.starts_with('/')) return std::nullopt;
  if (!text.empty()) text.remove_prefix(1);
  while (!text.empty() && path.segments.size() < max_segments) path.segments.emplace_back(take_segment(text));
  return path;
}

std::optional<std::vector<std::string>> match(std::string_view pattern, const Path& path) {
  std::vector<std::string> sids;
  for (const std::string& segment : path.segments) {
    if (pattern.empty() || !match_segment(take_segment(pattern), segment, sids)) return std::nullopt;
  }
  if (!pattern.empty()) return std::nullopt;
  return sids;
}

bool begins(std::string_view pattern, Path path) {
  const auto segments = static_cast<std::size_t>(std::count(pattern.begin(), pattern.end(), '/')) + 1;
  if (path.segments.size() > segments) path.segments.resize(segments);
  return match(pattern, path).has_value();
}

}  // namespace ringback::api
