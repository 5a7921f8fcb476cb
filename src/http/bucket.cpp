#include "http/bucket.hpp"

#include <curl/curl.h>

#include <array>
#include <cstdio>
#include <filesystem>
#include <memory>
#include <utility>

#include "base/sid.hpp"

namespace ringback::http {
namespace {

namespace fs = std::filesystem;

struct Close {
  void operator()(CURL* handle) const { curl_easy_cleanup(handle); }
  void operator()(curl_slist* list) const { curl_slist_free_all(list); }
  void operator()(std::FILE* file) const { std::fclose(file); }
};
using File = std::unique_ptr<std::FILE, Close>;

int on_progress(void* stop, curl_off_t, curl_off_t, curl_off_t, curl_off_t) {
  return static_cast<const std::stop_token*>(stop)->stop_requested() ? 1 : 0;
}

std::size_t discard(char*, std::size_t size, std::size_t count, void*) {
  return size * count;
}

std::size_t write_file(char* data, std::size_t size, std::size_t count, void* file) {
  return std::fwrite(data, 1, size * count, static_cast<std::FILE*>(file));
}

// One request about one object.
class ObjectRequest {
 public:
  ObjectRequest(const BucketOptions& options, const std::string& key, const std::stop_token& stop)
      : url_(options.endpoint + '/' + options.name + '/' + options.prefix + key),
        scope_("aws:amz:" + options.region + ":s3"),
        key_(options.access_key_id + ':' + options.secret_access_key),
        handle_(curl_easy_init()) {
    set(CURLOPT_URL, url_.c_str());
    set(CURLOPT_PROTOCOLS_STR, "http,https");
    set(CURLOPT_AWS_SIGV4, scope_.c_str());
    set(CURLOPT_USERPWD, key_.c_str());
    set(CURLOPT_NOSIGNAL, 1L);
    set(CURLOPT_CONNECTTIMEOUT, 10L);
    // A transfer may take long, but not without a byte.
    set(CURLOPT_LOW_SPEED_LIMIT, 1L);
    set(CURLOPT_LOW_SPEED_TIME, static_cast<long>(options.silence_limit.count()));
    set(CURLOPT_ERRORBUFFER, words_.data());
    set(CURLOPT_WRITEFUNCTION, &discard);
    set(CURLOPT_NOPROGRESS, 0L);
    set(CURLOPT_XFERINFOFUNCTION, &on_progress);
    set(CURLOPT_XFERINFODATA, &stop);
    if (!options.ca_file.empty()) set(CURLOPT_CAINFO, options.ca_file.c_str());
    // Of a body that is read as it is sent nobody knows the digest when the head is signed.
    headers_.reset(curl_slist_append(nullptr, "x-amz-content-sha256: UNSIGNED-PAYLOAD"));
    // For "100 Continue", which not every server says.
    set(CURLOPT_EXPECT_100_TIMEOUT_MS, 100L);
    set(CURLOPT_HTTPHEADER, headers_.get());
  }

  template <class Value>
  void set(CURLoption option, Value value) {
    curl_easy_setopt(handle_.get(), option, value);
  }

  Result<void> perform() {
    const CURLcode code = curl_easy_perform(handle_.get());
    if (code != CURLE_OK) return Error{0, words_[0] ? words_.data() : curl_easy_strerror(code)};
    long status = 0;
    curl_easy_getinfo(handle_.get(), CURLINFO_RESPONSE_CODE, &status);
    if (status / 100 == 2) return {};
    const int error = status == 403 || status == 404 ? static_cast<int>(status) : 0;
    return Error{error, "the bucket's service answered " + std::to_string(status)};
  }

 private:
  const std::string url_;
  const std::string scope_;
  const std::string key_;
  std::array<char, CURL_ERROR_SIZE> words_{};
  std::unique_ptr<curl_slist, Close> headers_;
  std::unique_ptr<CURL, Close> handle_;
};

}  // namespace

Result<void> Bucket::put(const std::string& file, const std::string& key, const std::stop_token& stop) const {
  const File source(std::fopen(file.c_str(), "rb"));
  std::error_code error;
  const auto size = fs::file_size(file, error);
  if (!source || error) return Error{0, "the file can't be read: " + file};
  ObjectRequest request(options_, key, stop);
  request.set(CURLOPT_UPLOAD, 1L);
  request.set(CURLOPT_READDATA, source.get());
  request.set(CURLOPT_INFILESIZE_LARGE, static_cast<curl_off_t>(size));
  return request.perform();
}

Result<void> Bucket::get(const std::string& key, const std::string& file, const std::stop_token& stop) const {
  const std::string part = file + '.' + random_hex(8);
  File target(std::fopen(part.c_str(), "wbx"));
  if (!target) return Error{0, "the file can't be written: " + part};
  ObjectRequest request(options_, key, stop);
  request.set(CURLOPT_WRITEFUNCTION, &write_file);
  request.set(CURLOPT_WRITEDATA, target.get());
  auto got = request.perform();
  if (std::fclose(target.release()) != 0 && got) got = Error{0, "the file can't be written: " + part};
  std::error_code error;
  if (got) fs::rename(part, file, error);
  if (error) got = Error{0, error.message()};
  if (!got) fs::remove(part, error);
  return got;
}

Result<void> Bucket::remove(const std::string& key, const std::stop_token& stop) const {
  ObjectRequest request(options_, key, stop);
  request.set(CURLOPT_CUSTOMREQUEST, "DELETE");
  auto removed = request.perform();
  if (!removed && removed.error().code == 404) return {};
  return removed;
}

}  // namespace ringback::http
