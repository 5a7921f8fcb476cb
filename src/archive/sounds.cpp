#include "archive/sounds.hpp"

#include <filesystem>
#include <utility>

#include "base/sid.hpp"

namespace ringback::archive {
namespace {

namespace fs = std::filesystem;

std::optional<http::Bucket> open(http::BucketOptions options) {
  if (!options.configured()) return std::nullopt;
  return http::Bucket(std::move(options));
}

// `RE….wav` and what was made of it beside it: `RE….mono.mp3`.
void remove_forms(const std::string& folder, const std::string& sid) {
  std::error_code error;
  for (const auto* form : {".wav", ".mono.wav", ".mp3", ".mono.mp3"}) fs::remove(folder + '/' + sid + form, error);
}

}  // namespace

Sounds::Sounds(std::string folder, http::BucketOptions bucket)
    : folder_(std::move(folder)), kept_(folder_ + "/kept"), bucket_(open(std::move(bucket))) {
  std::error_code error;
  if (bucket_) fs::create_directories(kept_, error);
  if (bucket_) fs::permissions(kept_, fs::perms::owner_all, error);
}

// A link keeps what the folder loses at any moment.
Result<std::string> Sounds::provide(const std::string& sid, const std::stop_token& stop) const {
  std::error_code error;
  if (!bucket_) return fs::exists(file(sid), error) ? Result<std::string>(file(sid)) : Error{20404, "no sound"};
  const auto kept = kept_file(sid);
  if (!fs::exists(kept, error)) {
    fs::create_hard_link(file(sid), kept, error);
    const auto got = error ? bucket_->get(sid + ".wav", kept, stop) : Result<void>();
    if (!got) return Error{got.error().code == 404 ? 20404 : 20503, got.error().message};
  }
  fs::last_write_time(kept, fs::file_time_type::clock::now(), error);
  return kept;
}

Result<void> Sounds::store(const std::string& sid, const std::stop_token& stop) const {
  std::error_code error;
  if (!fs::exists(file(sid), error)) return {};  // it has been deleted
  const auto put = bucket_->put(file(sid), sid + ".wav", stop);
  if (!put) return put;
  if (!fs::exists(file(sid), error)) return bucket_->remove(sid + ".wav", stop);
  remove_forms(folder_, sid);
  return {};
}

Result<void> Sounds::remove(const std::string& sid, const std::stop_token& stop) const {
  remove_forms(folder_, sid);
  if (!bucket_) return {};
  remove_forms(kept_, sid);
  return bucket_->remove(sid + ".wav", stop);
}

std::vector<std::string> Sounds::not_stored() const {
  std::vector<std::string> out;
  std::error_code error;
  for (const auto& entry : fs::directory_iterator(folder_, error)) {
    const auto sid = entry.path().stem().string();
    if (entry.path().extension() == ".wav" && is_sid(sid, "RE")) out.push_back(sid);
  }
  return out;
}

void Sounds::forget_copies() const {
  std::error_code error;
  const auto limit = fs::file_time_type::clock::now() - copies_live;
  for (const auto& entry : fs::directory_iterator(kept_, error)) {
    if (entry.last_write_time(error) < limit) fs::remove(entry.path(), error);
  }
}

}  // namespace ringback::archive
