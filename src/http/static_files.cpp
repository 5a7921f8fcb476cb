#include "http/static_files.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <filesystem>
#include <optional>
#include <utility>

namespace ringback::http {
namespace {

namespace fs = std::filesystem;

constexpr std::array<std::pair<std::string_view, std::string_view>, 21> types = {{
    {".html", "text/html; charset=utf-8"},
    {".js", "text/javascript; charset=utf-8"},
    {".mjs", "text/javascript; charset=utf-8"},
    {".css", "text/css; charset=utf-8"},
    {".json", "application/json"},
    {".map", "application/json"},
    {".txt", "text/plain; charset=utf-8"},
    {".xml", "text/xml; charset=utf-8"},
    {".svg", "image/svg+xml"},
    {".png", "image/png"},
    {".jpg", "image/jpeg"},
    {".gif", "image/gif"},
    {".webp", "image/webp"},
    {".ico", "image/x-icon"},
    {".mp3", "audio/mpeg"},
    {".wav", "audio/wav"},
    {".ogg", "audio/ogg"},
    {".woff", "font/woff"},
    {".woff2", "font/woff2"},
    {".wasm", "application/wasm"},
    {".webmanifest", "application/manifest+json"},
}};

FileResponse answer(Response response) {
  FileResponse out;
  out.response = std::move(response);
  return out;
}

FileResponse not_found() {
  return answer(text_response(404, "not found\n"));
}

// The real path of `below` in `folder`, or nothing if it isn't there or a symbolic link leads out of the folder.
std::optional<fs::path> inside(const std::string& folder, const std::string& below) {
  std::error_code error;
  const fs::path root = fs::canonical(folder, error);
  if (error) return std::nullopt;
  const fs::path real = fs::canonical(root / below, error);
  if (error) return std::nullopt;
  const auto [end, _] = std::mismatch(root.begin(), root.end(), real.begin(), real.end());
  return end == root.end() ? std::optional(real) : std::nullopt;
}

FileResponse open_file(const fs::path& path, const Request& request) {
  // O_NONBLOCK: a pipe in the folder must not stop the thread.
  File file(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK));
  struct stat status{};
  if (!file.is_open() || ::fstat(file.descriptor(), &status) != 0 || !S_ISREG(status.st_mode)) return not_found();
  const std::string etag = make_etag(status);
  FileResponse out;
  out.response.headers = {{"ETag", etag}, {"Cache-Control", "no-cache"}};
  if (etag_matches(header(request.headers, "If-None-Match"), etag)) {
    out.response.status = 304;
    return out;
  }
  out.response.headers.emplace_back("Content-Type", content_type(path.native()));
  out.response.headers.emplace_back("X-Content-Type-Options", "nosniff");
  out.size = static_cast<std::uint64_t>(status.st_size);
  out.file = std::move(file);
  return out;
}

}  // namespace

File::~File() {
  if (descriptor_ >= 0) ::close(descriptor_);
}

std::string File::read(std::uint64_t offset, std::size_t size) const {
  std::string out(size, '\0');
  const auto count = ::pread(descriptor_, out.data(), size, static_cast<off_t>(offset));
  out.resize(count > 0 ? static_cast<std::size_t>(count) : 0);
  return out;
}

std::string_view content_type(std::string_view file_name) {
  const auto dot = file_name.rfind('.');
  const std::string extension = dot == std::string_view::npos ? "" : lower(file_name.substr(dot));
  const auto* found =
      std::find_if(types.begin(), types.end(), [&](const auto& type) { return type.first == extension; });
  return found == types.end() ? "application/octet-stream" : found->second;
}

std::string make_etag(const struct stat& status) {
  const auto nanoseconds = status.st_mtim.tv_sec * 1'000'000'000LL + status.st_mtim.tv_nsec;
  std::array<char, 48> out{};
  std::snprintf(out.data(), out.size(), "\"%llx-%llx\"", static_cast<unsigned long long>(status.st_size),
                static_cast<unsigned long long>(nanoseconds));
  return out.data();
}

bool etag_matches(std::string_view if_none_match, std::string_view etag) {
  while (!if_none_match.empty()) {
    const auto end = if_none_match.find(',');
    std::string_view candidate = trim(if_none_match.substr(0, end));
    if (candidate.starts_with("W/")) candidate.remove_prefix(2);
    if (candidate == "*" || candidate == etag) return true;
    if_none_match = end == std::string_view::npos ? std::string_view{} : if_none_match.substr(end + 1);
  }
  return false;
}

FileResponse find_file(const std::string& folder, std::string_view prefix, const Target& target,
                       const Request& request) {
  if (request.method != "GET" && request.method != "HEAD") {
    Response refused = text_response(405, "only GET and HEAD\n");
    refused.headers.emplace_back("Allow", "GET, HEAD");
    return answer(std::move(refused));
  }
  const auto below = path_below(prefix, target.path);
  if (!below) return not_found();
  const auto path = inside(folder, *below);
  if (!path) return not_found();
  std::error_code error;
  if (!fs::is_directory(*path, error)) return below->ends_with('/') ? not_found() : open_file(*path, request);
  if (!target.path.ends_with('/')) {
    Response moved = text_response(301, "");
    moved.headers.emplace_back("Location", with_slash(target));
    return answer(std::move(moved));
  }
  const auto index = inside(folder, *below + "index.html");
  return index ? open_file(*index, request) : not_found();
}

}  // namespace ringback::http
