#pragma once

#include <chrono>
#include <stop_token>
#include <string_view>

#include "base/clip.hpp"
#include "base/result.hpp"

namespace ringback::media {

struct ClipLimits {
  std::chrono::seconds max_length{2400};  // as Twilio: files of more than 40 minutes may drop the call
};

// A sound file as a clip of 8 or 16 kHz, its channels mixed, its ends faded over 5 ms so that they don't click. What
// libsndfile knows (docs/play-and-say.md) is told by its bytes; `content_type` decides for files without a header:
// `audio/gsm` and `audio/ulaw`. Takes its time: not for the control thread. Fails with words if it is no sound, or too
// much of it.
Result<SharedClip> decode_clip(std::string_view bytes, std::string_view content_type, const ClipLimits& limits,
                               const std::stop_token& stop);

}  // namespace ringback::media
