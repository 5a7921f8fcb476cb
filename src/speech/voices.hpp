#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"

namespace ringback::speech {

// The voices that are linked in, by flite's names.
enum class Voice : unsigned char { awb, kal, kal16, rms, slt };

struct Choice {
  Voice voice = Voice::rms;
  std::vector<Error> warnings;  // 13511, 13512: what was asked for and isn't there
};

// The installed voice that stands for a name of `<Say>`: `man`, `woman`, `alice`, `Polly.…`, `Google.…` or
// `flite.<name>`; docs/play-and-say.md has the table. An empty name is `otherwise`.
Choice choose_voice(std::string_view name, std::string_view language, std::string_view otherwise);

}  // namespace ringback::speech
