#include "server/own_recordings.hpp"

#include <filesystem>
#include <fstream>

#include "base/sid.hpp"

namespace ringback::server {
namespace {

constexpr std::size_t sid_length = 34;

bool take(std::string_view& text, std::string_view what) {
  if (!text.starts_with(what)) return false;
  text.remove_prefix(what.size());
  return true;
}

std::optional<std::string> take_sid(std::string_view& text, std::string_view prefix) {
  const auto sid = text.substr(0, sid_length);
  if (!is_sid(sid, prefix)) return std::nullopt;
  text.remove_prefix(sid.size());
  return std::string(sid);
}

Result<std::string> read_file(const std::string& file, std::size_t max_bytes) {
  std::error_code error;
  const auto size = std::filesystem::file_size(file, error);
  std::ifstream stream(file, std::ios::binary);
  if (error || !stream) return Error{404, "no such recording"};
  if (size > max_bytes) return Error{413, "too large"};
  return std::string{std::istreambuf_iterator<char>(stream), {}};
}

}  // namespace

std::optional<std::string> recording_named(std::string_view url, std::string_view public_url) {
  if (!take(url, public_url) || !take(url, "/2010-04-01/Accounts/") || !take_sid(url, "AC")) return std::nullopt;
  if (!take(url, "/Recordings/")) return std::nullopt;
  auto sid = take_sid(url, "RE");
  if (!url.empty() && url != ".wav" && url != ".mp3") return std::nullopt;
  return sid;
}

Task<http::FetchResult> fetch_recording(const archive::Sounds& sounds, std::string sid, std::size_t max_bytes,
                                        Workers& workers) {
  std::function<Result<std::string>(std::stop_token)> work =
      [&sounds, sid, max_bytes](const std::stop_token& stop) -> Result<std::string> {
    const auto file = sounds.provide(sid, stop);
    if (file) return read_file(*file, max_bytes);
    return Error{file.error().code == 20404 ? 404 : 503, file.error().message};
  };
  const auto bytes = co_await workers.run<std::string>(std::move(work));
  http::FetchResult result;
  result.status = 200;
  result.headers = {{"Content-Type", "audio/x-wav"}, {"Cache-Control", "no-store"}};
  if (bytes) {
    result.body = *bytes;
  } else if (bytes.error().code == 413) {
    result.failure = http::FetchFailure::too_large;
  } else {
    result.status = bytes.error().code == 404 ? 404 : 503;
  }
  co_return result;
}

}  // namespace ringback::server
