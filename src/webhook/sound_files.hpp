#pragma once

#include <chrono>
#include <functional>
#include <string>

#include "base/clip.hpp"
#include "base/lru_cache.hpp"
#include "base/result.hpp"
#include "webhook/http_cache.hpp"
#include "webhook/requests.hpp"

namespace ringback::webhook {

// The files that `<Play>` names: fetched, decoded, and kept as long as HTTP's rules allow. An account has its copies
// for itself. Control thread; the work is done elsewhere.
class SoundFiles {
 public:
  struct Options {
    std::size_t cache_bytes = 128U << 20U;    // of decoded sound: 16 or 32 kB a second
    std::size_t max_file_bytes = 16U << 20U;  // as it is sent
    std::chrono::seconds max_time{15};        // to fetch one, redirects included
    std::size_t max_fetches = 64;             // at once; one more fails with 11200
  };
  // Turns a file into sound (media::ClipDecoder). Fails with words if it is none.
  using Decode = std::function<Task<Result<SharedClip>>(std::string bytes, std::string content_type)>;

  SoundFiles(Fetch fetch, Decode decode, Deadlines& deadlines, Options options);

  // Fails with 12300 (no sound by its type), 13420 (not what its type says), 11200 (no 200, too large, too late) or as
  // Requests::send. Throws operation_aborted when the awaiting coroutine is cancelled.
  Task<Result<SharedClip>> get(call::Facts facts, std::string url);

  std::size_t cached_bytes() const { return files_.bytes(); }

 private:
  struct File {
    SharedClip clip;
    CachePolicy policy;
    std::string etag;
    std::string last_modified;
  };

  http::FetchRequest request_for(const call::Facts& facts, const std::string& url, const File* known, TimePoint limit);
  Task<http::FetchResult> fetch_counted(http::FetchRequest request);
  Task<Result<SharedClip>> take(std::string name, std::string url, http::FetchResult result, WallTime requested);
  void keep(const std::string& name, SharedClip clip, const http::Headers& headers, const CachePolicy& policy);

  Fetch fetch_;
  Decode decode_;
  Deadlines& deadlines_;
  const Options options_;
  LruCache<File> files_;
  std::size_t fetching_ = 0;
};

}  // namespace ringback::webhook
