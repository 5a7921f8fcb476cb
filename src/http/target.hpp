#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace ringback::http {

// The request target of a request line (RFC 9112 section 3.2), taken apart.
struct Target {
  std::string raw_path;  // as it was sent
  std::string path;      // percent-decoded
  std::string query;     // raw, without the question mark
};

// Origin form, absolute form (its scheme and authority are dropped) or `*`. Nothing if it is none of them or if the
// decoded path has a control character.
std::optional<Target> parse_target(std::string_view target);

// The part of `path` below `prefix` as a path that is safe to append to a folder: no empty, `.` or `..` segment and no
// backslash. A trailing slash stays; the empty path is the folder itself.
std::optional<std::string> path_below(std::string_view prefix, std::string_view path);

// Where to find `target` with a slash after its path: an absolute path on this very host, whatever the client sent.
std::string with_slash(const Target& target);

}  // namespace ringback::http
