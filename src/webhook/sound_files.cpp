#include "webhook/sound_files.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "ringback/request_signature.hpp"
#include "webhook/fetch_outcome.hpp"

namespace ringback::webhook {
namespace {

constexpr int max_redirects = 10;
constexpr int not_modified = 304;

// What docs/play-and-say.md lists, and the other names that servers give the same files.
constexpr std::array<std::string_view, 14> types = {
    "audio/mpeg",   "audio/mp3",    "audio/wav", "audio/wave",  "audio/x-wav", "audio/vnd.wave", "audio/aiff",
    "audio/x-aiff", "audio/x-aifc", "audio/gsm", "audio/x-gsm", "audio/ulaw",  "audio/x-mulaw",  "audio/basic"};

bool is_sound(std::string_view type) {
  return std::find(types.begin(), types.end(), type) != types.end();
}

std::string name_of(const call::Facts& facts, const std::string& url) {
  return facts.account_sid + ' ' + url;
}

Error failed(const http::FetchResult& result, const std::string& url) {
  const std::string shown = without_userinfo(url);
  switch (result.failure) {
    case http::FetchFailure::none:
      return {11200, "HTTP status " + std::to_string(result.status) + " from " + shown};
    case http::FetchFailure::too_large:
      return {11200, "the sound file is too large: " + shown};
    default:
      return {error_code(result.failure), result.detail + ": " + shown};
  }
}

// Counts one up while it lives.
class Counted {
 public:
  explicit Counted(std::size_t& count) : count_(count) { ++count_; }
  ~Counted() { --count_; }
  Counted(const Counted&) = delete;
  Counted& operator=(const Counted&) = delete;

 private:
  std::size_t& count_;
};

}  // namespace

SoundFiles::SoundFiles(Fetch fetch, Decode decode, Deadlines& deadlines, Options options)
    : fetch_(std::move(fetch)),
      decode_(std::move(decode)),
      deadlines_(deadlines),
      options_(options),
      files_(options.cache_bytes) {}

// A redirect is asked anew each time; the file behind it may be a copy.
Task<Result<SharedClip>> SoundFiles::get(call::Facts facts, std::string url) {
  const TimePoint limit = deadlines_.now() + options_.max_time;
  for (int redirects = 0; redirects <= max_redirects; ++redirects) {
    url = without_fragment(url);
    const std::string name = name_of(facts, url);
    const File* known = files_.find(name);
    const WallTime requested = deadlines_.wall_now();
    if (known && requested < known->policy.fresh_until) co_return known->clip;
    auto result = co_await fetch_counted(request_for(facts, url, known, limit));
    const auto next = redirection(result, url);
    if (!next) {
      auto clip = co_await take(name, url, std::move(result), requested);
      co_return clip;
    }
    url = *next;
  }
  co_return Error{11215, "more than 10 redirects: " + without_userinfo(url)};
}

http::FetchRequest SoundFiles::request_for(const call::Facts& facts, const std::string& url, const File* known,
                                           TimePoint limit) {
  http::FetchRequest request;
  request.url = url;
  request.total_timeout = std::chrono::duration_cast<std::chrono::milliseconds>(limit - deadlines_.now());
  request.max_body_bytes = options_.max_file_bytes;
  request.max_redirects = 0;
  request.headers = {{"X-Twilio-Signature", kit::sign_request(facts.auth_token, url, {})},
                     {"User-Agent", "TwilioProxy/1.1"},
                     {"Accept", "*/*"}};
  if (known && !known->etag.empty()) request.headers.emplace_back("If-None-Match", known->etag);
  if (known && !known->last_modified.empty()) request.headers.emplace_back("If-Modified-Since", known->last_modified);
  return request;
}

Task<http::FetchResult> SoundFiles::fetch_counted(http::FetchRequest request) {
  http::FetchResult result;
  if (fetching_ >= options_.max_fetches) {
    result.failure = http::FetchFailure::cancelled;
    result.detail = "too many sound files are being fetched";
    co_return result;
  }
  const Counted counted(fetching_);
  result = co_await fetch_(std::move(request));
  co_return result;
}

Task<Result<SharedClip>> SoundFiles::take(std::string name, std::string url, http::FetchResult result,
                                          WallTime requested) {
  const auto policy = cache_policy(result.headers, requested, deadlines_.wall_now());
  if (result.failure == http::FetchFailure::none && result.status == not_modified) {
    File* known = files_.find(name);
    // Driven out while we asked: as rare as it is harmless.
    if (!known) co_return Error{11200, "the copy was dropped while its origin was asked: " + without_userinfo(url)};
    known->policy.fresh_until = policy.fresh_until;
    co_return known->clip;
  }
  if (result.failure != http::FetchFailure::none || result.status != 200) co_return failed(result, url);
  const std::string type = content_type(result.headers);
  if (!is_sound(type)) co_return Error{12300, "no sound by its Content-Type: " + type.substr(0, 100)};
  auto clip = co_await decode_(std::move(result.body), type);
  if (!clip) co_return Error{13420, clip.error().message + ": " + without_userinfo(url)};
  keep(name, *clip, result.headers, policy);
  co_return clip;
}

// What could never be used again is not kept.
void SoundFiles::keep(const std::string& name, SharedClip clip, const http::Headers& headers,
                      const CachePolicy& policy) {
  File file{std::move(clip), policy, std::string(http::header(headers, "ETag")),
            std::string(http::header(headers, "Last-Modified"))};
  const bool can_be_asked = !file.etag.empty() || !file.last_modified.empty();
  const bool useful = can_be_asked || deadlines_.wall_now() < policy.fresh_until;
  if (!policy.store || !useful) return files_.erase(name);
  const std::size_t bytes = file.clip->bytes() + name.size() + file.etag.size() + file.last_modified.size();
  files_.put(name, std::move(file), bytes);
}

}  // namespace ringback::webhook
