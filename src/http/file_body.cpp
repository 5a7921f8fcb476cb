#include "http/file_body.hpp"

#include <fcntl.h>
#include <sys/stat.h>

#include <algorithm>
#include <charconv>

namespace ringback::http {
namespace {

std::optional<std::uint64_t> parse_number(std::string_view text) {
  std::uint64_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return number;
}

void send_part(FileResponse& out, const ByteRange& range) {
  const std::string whole = std::to_string(out.size);
  if (range.size == 0) {
    out.response = text_response(416, "no such range\n");
    out.response.headers.emplace_back("Content-Range", "bytes */" + whole);
    out.file = {};
    return;
  }
  out.response.status = 206;
  const auto last = range.first + range.size - 1;
  out.response.headers.emplace_back("Content-Range",
                                    "bytes " + std::to_string(range.first) + '-' + std::to_string(last) + '/' + whole);
  out.offset = range.first;
  out.size = range.size;
}

}  // namespace

std::optional<ByteRange> parse_range(std::string_view range, std::uint64_t size) {
  constexpr std::string_view unit = "bytes=";
  if (!range.starts_with(unit)) return std::nullopt;
  range.remove_prefix(unit.size());
  const auto dash = range.find('-');
  if (dash == std::string_view::npos) return std::nullopt;
  const auto first = parse_number(range.substr(0, dash));
  const auto last = parse_number(range.substr(dash + 1));
  if (dash == 0) {
    if (!last) return std::nullopt;
    const auto tail = std::min(*last, size);
    return ByteRange{size - tail, tail};
  }
  const bool open = dash + 1 == range.size();
  if (!first || (!last && !open) || (last && *last < *first)) return std::nullopt;
  if (*first >= size) return ByteRange{};
  const auto end = open ? size : std::min(*last, size - 1) + 1;
  return ByteRange{*first, end - *first};
}

FileResponse open_body(Response response, const Headers& asked) {
  FileResponse out;
  File file(::open(response.file.c_str(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK));
  struct stat status{};
  if (!file.is_open() || ::fstat(file.descriptor(), &status) != 0 || !S_ISREG(status.st_mode)) {
    out.response = text_response(404, "not found\n");
    return out;
  }
  out.response = std::move(response);
  const std::string etag = make_etag(status);
  out.response.headers.emplace_back("ETag", etag);
  out.response.headers.emplace_back("Accept-Ranges", "bytes");
  if (etag_matches(header(asked, "If-None-Match"), etag)) {
    out.response.status = 304;
    return out;
  }
  out.size = static_cast<std::uint64_t>(status.st_size);
  out.file = std::move(file);
  const auto condition = header(asked, "If-Range");
  const auto range = parse_range(header(asked, "Range"), out.size);
  if (range && (condition.empty() || condition == etag)) send_part(out, *range);
  return out;
}

}  // namespace ringback::http
