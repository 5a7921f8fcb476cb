#pragma once

#include <chrono>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

#include "base/result.hpp"
#include "http/bucket.hpp"

namespace ringback::archive {

// Where the sound of recordings is: in a folder, a WAV file each, and, if a bucket is configured, there in its place
// once it is over. `kept` below the folder has copies of what is in the bucket, for as long as somebody wants them.
// Everything blocks: for workers. Any thread.
class Sounds {
 public:
  static constexpr std::chrono::minutes copies_live{10};

  Sounds(std::string folder, http::BucketOptions bucket);

  bool has_bucket() const { return bucket_.has_value(); }
  // The file of a recording, which is fetched if need be. It stays for ten minutes at least. 20404 if there is none,
  // 20503 if the bucket can't be reached.
  Result<std::string> provide(const std::string& sid, const std::stop_token& stop) const;
  // The file goes into the bucket and, once it is there, out of the folder. Errors as Bucket.
  Result<void> store(const std::string& sid, const std::stop_token& stop) const;
  // With all that was made of it.
  Result<void> remove(const std::string& sid, const std::stop_token& stop) const;
  // The recordings whose sound is in the folder alone.
  std::vector<std::string> not_stored() const;
  // Copies that nobody has wanted for a while.
  void forget_copies() const;

 private:
  std::string file(const std::string& sid) const { return folder_ + '/' + sid + ".wav"; }
  std::string kept_file(const std::string& sid) const { return kept_ + '/' + sid + ".wav"; }

  const std::string folder_;
  const std::string kept_;
  const std::optional<http::Bucket> bucket_;
};

}  // namespace ringback::archive
