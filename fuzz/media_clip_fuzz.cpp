#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "media/sound/clip_file.hpp"

// The first byte says what the web server called the file; the rest is the file.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static constexpr std::string_view types[] = {"audio/wav", "audio/gsm", "audio/ulaw", "audio/mpeg"};
  static constexpr ringback::media::ClipLimits limits{.max_length = std::chrono::seconds(20)};
  if (size == 0) return 0;
  const std::string_view bytes(reinterpret_cast<const char*>(data) + 1, size - 1);
  const auto clip = ringback::media::decode_clip(bytes, types[data[0] % 4], limits, {});
  if (clip && ((*clip)->samples.empty() || (*clip)->duration() > limits.max_length)) std::abort();
  return 0;
}
