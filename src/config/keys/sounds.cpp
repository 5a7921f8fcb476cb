#include "config/keys/keys.hpp"
#include "config/section.hpp"

namespace ringback::config {

std::vector<Key> sounds_keys() {
  using Options = webhook::SoundFiles::Options;
  return Section("sounds", &Config::sounds)
      .key("cache_bytes", &Options::cache_bytes, whole<std::size_t>(0, std::size_t{1} << 40U),
           "of the decoded files of `<Play>` that are kept; a second takes 16,000 or 32,000")
      .key("max_file_bytes", &Options::max_file_bytes, whole<std::size_t>(1000, std::size_t{1} << 30U),
           "of one file, as it is sent")
      .key("max_fetches", &Options::max_fetches, whole<std::size_t>(1, 10'000), "files that are fetched at once")
      .keys();
}

}  // namespace ringback::config
