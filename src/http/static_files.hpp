#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>

#include "http/message.hpp"
#include "http/target.hpp"

struct stat;

namespace ringback::http {

// An open file of which a response sends all. Owns the descriptor.
class File {
 public:
  File() = default;
  explicit File(int descriptor) : descriptor_(descriptor) {}
  File(File&& other) noexcept : descriptor_(std::exchange(other.descriptor_, -1)) {}
  File& operator=(File&& other) noexcept {
    std::swap(descriptor_, other.descriptor_);
    return *this;
  }
  ~File();
  bool is_open() const { return descriptor_ >= 0; }
  // Up to `size` bytes from `offset`; empty at the end or on an error.
  std::string read(std::uint64_t offset, std::size_t size) const;
  int descriptor() const { return descriptor_; }

 private:
  int descriptor_ = -1;
};

// What is sent for a path below a folder: `response` alone, or with `file` as its body.
struct FileResponse {
  Response response;
  File file;
  std::uint64_t size = 0;
  std::uint64_t offset = 0;  // in the file
};

// GET or HEAD of `target`, whose path starts with `prefix`, in `folder`: 200, 304, a redirect to the path with a slash,
// 404 or 405. Blocks for the disk.
FileResponse find_file(const std::string& folder, std::string_view prefix, const Target& target,
                       const Request& request);

std::string_view content_type(std::string_view file_name);

std::string make_etag(const struct stat& status);

// If-None-Match (RFC 9110 section 13.1.2), compared weakly.
bool etag_matches(std::string_view if_none_match, std::string_view etag);

}  // namespace ringback::http
