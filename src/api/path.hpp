#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace ringback::api {

enum class Format {
  json,
  xml,
  csv,
  wav,  // this and the next: only of what has sound
  mp3,
  txt,  // only of what is a text
};

// A path of the API, taken apart.
struct Path {
  std::vector<std::string> segments;  // behind the version, without the extension
  Format format = Format::xml;        // of the extension; none means XML, as it did in 2010
  bool bare = true;                   // no extension came
  std::string text;                   // as it came
  bool v1 = false;                    // of the newer products: JSON alone, and no account in it

  // Whether sound is asked for, of a resource that is found without an extension.
  bool sound() const { return bare || format == Format::wav || format == Format::mp3; }
  // `.json`, `.csv` or, for XML, nothing: what resources are called by in their `uri`.
  std::string_view extension() const;
};

// Nothing for what is neither `/2010-04-01` nor `/v1` nor below them. One trailing slash is tolerated.
std::optional<Path> parse_path(std::string_view text);

// Whether `path` is of the form `pattern`, e.g. `Accounts/{AC}/Calls/{CA}`; the SIDs found, with lower-case digits. A
// longer word in braces, as `{country}`, stands for any text, which is decoded.
std::optional<std::vector<std::string>> match(std::string_view pattern, const Path& path);

// The same of a path's beginning.
bool begins(std::string_view pattern, Path path);

}  // namespace ringback::api
