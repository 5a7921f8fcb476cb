#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "http/static_files.hpp"

namespace ringback::http {

// Part of a body, in bytes.
struct ByteRange {
  std::uint64_t first = 0;
  std::uint64_t size = 0;
};

// `Range: bytes=…` with one range (RFC 9110 section 14.1.2) of a body of that size: nothing if there is none that is
// understood, which then is ignored, as the RFC has it; a size of 0 if it lies outside.
std::optional<ByteRange> parse_range(std::string_view range, std::uint64_t size);

// A handler's response that names a file, as an answer to `asked` (GET or HEAD): 200, 206, 304, 416, or 404 if there is
// no such file. Blocks for the disk.
FileResponse open_body(Response response, const Headers& asked);

}  // namespace ringback::http
