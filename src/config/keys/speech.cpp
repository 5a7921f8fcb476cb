#include "config/keys/keys.hpp"
#include "config/section.hpp"

namespace ringback::config {

std::vector<Key> speech_keys() {
  using speech::Options;
  return Section("speech", &Config::speech)
      .key("default_voice", &Options::default_voice,
           one_of({"man", "woman", "flite.awb", "flite.kal", "flite.kal16", "flite.rms", "flite.slt"}),
           "of a `<Say>` that names none")
      .key("espeak", &Options::espeak, text("a program"),
           "espeak-ng, which says what is not English; where it isn't there an English voice does")
      .key("cache_bytes", &Options::cache_bytes, whole<std::size_t>(0, std::size_t{1} << 40U),
           "of prompts that are kept; a second takes 32,000")
      .key("max_waiting", &Options::max_waiting, whole<std::size_t>(1, 100'000),
           "prompts that wait to be made; one more is not said")
      .keys();
}

}  // namespace ringback::config
