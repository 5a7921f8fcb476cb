#include "config/keys/keys.hpp"
#include "config/section.hpp"

namespace ringback::config {

std::vector<Key> recordings_keys() {
  using Options = media::RecordingOptions;
  return Section("recordings", &Config::recordings)
      .key("folder", &Options::folder, text("a folder"),
           "the sound of recordings, a WAV file each; without it `recordings` in `data_dir`")
      .keys();
}

}  // namespace ringback::config
