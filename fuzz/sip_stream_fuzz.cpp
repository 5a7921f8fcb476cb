#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <vector>

#include "sip/stream_framer.hpp"

namespace {

using ringback::sip::StreamFramer;

constexpr std::size_t limit = 2000;

// What comes out of the stream when it is fed so many bytes at a time.
std::vector<std::string> cut(std::string_view stream, std::size_t step) {
  StreamFramer framer(limit);
  std::vector<std::string> out;
  while (!stream.empty()) {
    framer.feed(stream.substr(0, step));
    stream.remove_prefix(std::min(step, stream.size()));
    for (auto frame = framer.next(); frame.kind != StreamFramer::Kind::incomplete; frame = framer.next()) {
      if (frame.bytes.size() > limit && frame.kind == StreamFramer::Kind::message) std::abort();
      out.emplace_back(frame.bytes);
      if (frame.kind == StreamFramer::Kind::broken) return out;
    }
  }
  return out;
}

}  // namespace

// The first byte is the size of the pieces. However the network cuts a stream, the same messages come out of it; only
// where it is given up for its length may depend on that.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  const std::string_view stream(reinterpret_cast<const char*>(data) + 1, size - 1);
  const auto whole = cut(stream, stream.size());
  const auto pieces = cut(stream, data[0] + std::size_t{1});
  if (size <= limit && whole != pieces) std::abort();
  return 0;
}
