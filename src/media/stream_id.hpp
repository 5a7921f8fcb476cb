#pragma once

#include <cstdint>

namespace ringback::media {

// Names one session's stream on its media thread. A slot is used again only with another generation, so a name that
// has outlived its stream finds nothing.
struct StreamId {
  std::uint32_t thread = 0;
  std::uint32_t slot = 0;
  std::uint32_t generation = 0;  // 0: no stream

  explicit operator bool() const { return generation != 0; }
  bool operator==(const StreamId&) const = default;
};

}  // namespace ringback::media
