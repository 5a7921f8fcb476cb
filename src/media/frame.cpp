#include "media/frame.hpp"

#include <algorithm>

namespace ringback::media {

void StoredFrame::store(StreamId target, const Frame& given) {
  to = target;
  frame = given;
  const auto size = std::min(given.packet.payload.size(), bytes.size());
  std::copy_n(given.packet.payload.begin(), size, bytes.begin());
  frame.packet.payload = std::span(bytes).first(size);
}

}  // namespace ringback::media
