#include "media/sound/clip_decoder.hpp"

namespace ringback::media {

Task<Result<SharedClip>> ClipDecoder::decode(std::string bytes, std::string content_type) {
  std::function<Result<SharedClip>(std::stop_token)> work = [bytes = std::move(bytes), type = std::move(content_type),
                                                             limits = limits_](const std::stop_token& stop) {
    return decode_clip(bytes, type, limits, stop);
  };
  auto clip = co_await workers_.run<SharedClip>(std::move(work));
  co_return clip;
}

}  // namespace ringback::media
