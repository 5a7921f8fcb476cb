#pragma once

#include <chrono>
#include <stop_token>
#include <string>

#include "base/result.hpp"

namespace ringback::http {

// Where a service that speaks S3's protocol keeps things, and whose key opens it.
struct BucketOptions {
  std::string endpoint;  // http or https, absolute; empty: there is none
  std::string name;
  std::string region = "us-east-1";
  std::string access_key_id;
  std::string secret_access_key;
  std::string prefix{};                    // of the keys of all objects
  std::string ca_file{};                   // empty: the system's
  std::chrono::seconds silence_limit{30};  // of the service's, before a transfer is given up

  bool configured() const { return !endpoint.empty(); }
};

// Puts files into a bucket and gets them again: path-style URLs, signed by AWS Signature Version 4. Each call blocks
// for as long as the transfer takes or until `stop` is requested: for threads of one's own. Any thread.
// Errors are 404 (no such object), 403 (the service refuses the key) or 0, in words.
class Bucket {
 public:
  explicit Bucket(BucketOptions options) : options_(std::move(options)) {}

  Result<void> put(const std::string& file, const std::string& key, const std::stop_token& stop) const;
  // Into `file`, which is there once it is whole.
  Result<void> get(const std::string& key, const std::string& file, const std::stop_token& stop) const;
  // No error if it isn't there.
  Result<void> remove(const std::string& key, const std::stop_token& stop) const;

 private:
  const BucketOptions options_;
};

}  // namespace ringback::http
