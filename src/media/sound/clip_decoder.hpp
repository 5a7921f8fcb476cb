#pragma once

#include <string>

#include "base/clip.hpp"
#include "base/workers.hpp"
#include "media/sound/clip_file.hpp"

namespace ringback::media {

// Decodes sound files on a thread of its own. Control thread.
class ClipDecoder {
 public:
  explicit ClipDecoder(ClipLimits limits = {}) : limits_(limits), workers_(1, max_waiting) {}

  // As decode_clip.
  Task<Result<SharedClip>> decode(std::string bytes, std::string content_type);

 private:
  static constexpr std::size_t max_waiting = 64;

  const ClipLimits limits_;
  Workers workers_;
};

}  // namespace ringback::media
