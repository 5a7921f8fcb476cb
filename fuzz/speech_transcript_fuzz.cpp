#include <cstddef>
#include <cstdint>
#include <string_view>

#include "speech/http_recognizer.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  (void)ringback::speech::parse_transcript({reinterpret_cast<const char*>(data), size});
  return 0;
}
