#include "config/keys/keys.hpp"
#include "config/section.hpp"

namespace ringback::config {

std::vector<Key> bucket_keys() {
  using Options = http::BucketOptions;
  auto keys =
      Section("recordings.bucket", &Config::bucket)
          .key("endpoint", &Options::endpoint, url(),
               "a service that speaks S3's protocol, where recordings go once they are over: docs/recordings.md")
          .key("name", &Options::name, text("a bucket's name"), "the bucket")
          .key("region", &Options::region, text("a region's name"), "that requests are signed for")
          .key("prefix", &Options::prefix, text(), "of the names of all objects, like \"recordings/\"")
          .key("access_key_id", &Options::access_key_id, text(), "who signs the requests")
          .key("secret_access_key_file", &Options::secret_access_key, first_line_of_file(),
               "a file whose first line is the secret of that key")
          .key("ca_file", &Options::ca_file, text("a PEM file"),
               "certificates that the service's is checked by; without it the system's")
          .keys();
  for (Key& key : keys) key.secret = key.path.ends_with("_file") && key.path.find("secret") != std::string::npos;
  return keys;
}

}  // namespace ringback::config
